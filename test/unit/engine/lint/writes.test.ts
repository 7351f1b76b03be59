import { expect, it } from 'vitest';
import { claimsReadOnly, Writes } from '../../../../engine/lint/writes.ts';
import { exchange } from '../../../support/lint/exchange.ts';

function called(tool: string, startedAt: number, instanceId = 'alpha', method = 'tools/call') {
  return exchange({ method, params: { name: tool, arguments: {} }, row: { instanceId, startedAt } });
}

it('knows when what may change things was called, on which instance', () => {
  const writes = new Writes();
  writes.learn(called('look', 100), (tool) => tool === 'look');
  writes.learn(called('look', 200, 'alpha', 'prompts/get'), () => false);
  expect(writes.size).toBe(0);
  writes.learn(called('change', 300), (tool) => tool === 'look');
  expect(writes.within(['alpha'], 299, 300)).toBe(true);
  expect(writes.within(['beta', 'alpha'], 0, 1000)).toBe(true);
  expect(writes.within(['beta'], 0, 1000)).toBe(false);
  expect(writes.within(['alpha'], 0, 299)).toBe(false);
});

it('forgets the oldest', () => {
  const writes = new Writes();
  for (let at = 1; at <= 60; at += 1) writes.learn(called('change', at * 1000), () => false);
  expect(writes.size).toBe(50);
  expect(writes.within(['alpha'], 0, 2000)).toBe(false);
  for (let at = 1; at <= 600; at += 1) writes.learn(called('change', at, `i${String(at)}`), () => false);
  expect(writes.size).toBe(500);
});

it('reads what a tool claims', () => {
  expect(claimsReadOnly({ annotations: { readOnlyHint: true } })).toBe(true);
  for (const other of [{ annotations: { readOnlyHint: 'true' } }, { annotations: 1 }, {}, undefined])
    expect(claimsReadOnly(other)).toBe(false);
});
