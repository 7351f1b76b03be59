import { expect, it } from 'vitest';
import { Verdicts, type Judged } from '../../../../../engine/lint/schemas/verdicts.ts';

function call(id: string | number, params: object, more: Partial<Judged> = {}): Judged {
  const text = JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params });
  return { kind: 'request', method: 'tools/call', text, id, value: params, ...more };
}

it('remembers a verdict whatever the id is', () => {
  const verdicts = new Verdicts();
  const first = verdicts.of(call(1, { name: 7 }));
  expect(first).toMatchObject([{ path: ['name'] }]);
  expect(verdicts.of(call(2, { name: 7 }))).toBe(first);
  expect(verdicts.of(call('two', { name: 7 }))).toBe(first);
  expect(verdicts.size).toBe(1);
});

it('does not take another message for it', () => {
  const verdicts = new Verdicts();
  expect(verdicts.of(call(1, { name: 'a', arguments: { id: 1 } }))).toEqual([]);
  expect(verdicts.of(call(1, { name: 'a', arguments: [1] }))).toHaveLength(1);
  expect(
    verdicts.of(call(1, { name: 7 }, { kind: 'notification', method: 'notifications/progress' })),
  ).toHaveLength(2);
});

it('forgets the oldest, and does not keep what is large', () => {
  const verdicts = new Verdicts();
  for (let at = 0; at < 1000; at += 1) verdicts.of(call(1, { name: `n${String(at)}` }));
  expect(verdicts.size).toBe(256);
  for (let at = 0; at < 300; at += 1) verdicts.of(call(1, { name: `${String(at)}${'x'.repeat(60_000)}` }));
  expect(verdicts.size).toBeLessThan(40);
  const before = verdicts.size;
  expect(verdicts.of(call(1, { name: 7, arguments: { a: 'x'.repeat(70_000) } }))).toHaveLength(1);
  expect(verdicts.size).toBe(before);
});

it('says nothing of what nobody published a schema for', () => {
  const verdicts = new Verdicts();
  expect(verdicts.of(call(1, { name: 7 }, { method: 'example/run' }))).toEqual([]);
  expect(verdicts.of(call(1, { name: 7 }, { method: 'constructor' }))).toEqual([]);
  expect(verdicts.size).toBe(0);
});
