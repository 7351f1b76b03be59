import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHttpPool, type HttpPool } from '../../../../engine/transport/http-pool.ts';

let pool: HttpPool;
beforeEach(() => {
  pool = createHttpPool();
});
afterEach(() => {
  pool.close();
});

const material = (fingerprint: string) => ({ settings: {}, fingerprint });

function askForOthers(count: number): void {
  for (let index = 0; index < count; index += 1) {
    pool.agent(`other ${String(index)}`);
    pool.secureContext(material(`other ${String(index)}`));
  }
}

test('one kind of connection has one agent, and one material one context', () => {
  expect(pool.agent('a')).toBe(pool.agent('a'));
  expect(pool.agent('a')).not.toBe(pool.agent('b'));
  expect(pool.secureContext(material('a'))).toBe(pool.secureContext(material('a')));
  expect(pool.secureContext(material('a'))).not.toBe(pool.secureContext(material('b')));
});

test('of many kinds the longest unused are given up, and one that is used again stays', () => {
  const [unused, used] = [pool.agent('unused'), pool.agent('used')];
  const [unusedContext, usedContext] = ['unused', 'used'].map((name) => pool.secureContext(material(name)));
  const givenUp = vi.spyOn(unused, 'destroy');
  askForOthers(62);
  expect(pool.agent('used')).toBe(used);
  expect(pool.secureContext(material('used'))).toBe(usedContext);
  expect(givenUp).not.toHaveBeenCalled();
  pool.agent('one more');
  pool.secureContext(material('one more'));
  expect(givenUp).toHaveBeenCalledOnce();
  expect(pool.agent('used')).toBe(used);
  expect(pool.secureContext(material('used'))).toBe(usedContext);
  expect(pool.agent('unused')).not.toBe(unused);
  expect(pool.secureContext(material('unused'))).not.toBe(unusedContext);
});
