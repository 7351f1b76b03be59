import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createLinter } from '../../../../engine/lint/linter.ts';
import { RULES } from '../../../../engine/lint/rules/index.ts';
import { randomOf } from '../../../support/lint/random.ts';
import { variedExchange } from '../../../support/lint/varied-exchanges.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use. */
function used(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const HALF = 25_000;
/** What is remembered of so many exchanges would be at least so much, were it 200 bytes of each. */
const MOST_GROWTH = 5 * 1024 * 1024;

it('remembers no more of 50,000 exchanges than of the first half of them', { timeout: 180_000 }, () => {
  const random = randomOf(5);
  const linter = createLinter(RULES);
  let findings = 0;
  const feed = (from: number): void => {
    for (let count = from; count < from + HALF; count += 1) {
      findings += linter.see(variedExchange(random, count)).length;
    }
  };
  feed(0);
  const half = used();
  feed(HALF);
  const whole = used();
  // The rules had something to say, so they did look.
  expect(findings).toBeGreaterThan(1000);
  expect(whole - half).toBeLessThan(MOST_GROWTH);
  // The linter must still be there when it is measured.
  expect(linter.see(variedExchange(random, 2 * HALF))).toBeInstanceOf(Array);
});
