import { expect, test } from 'vitest';
import { createLineReader } from '../../../../engine/protocol/line-reader.ts';

const line = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');

const reader = () => createLineReader({ expects: 'answer', requestId: 7 });

test('each line is an event at its place, and the one with the id is the answer', () => {
  const read = reader();
  const progress = line({ jsonrpc: '2.0', method: 'notifications/progress', params: {} });
  const answer = line({ jsonrpc: '2.0', id: 7, result: { resultType: 'complete' } });
  const events = [...read.push(progress, 1), ...read.push(answer, 2), ...read.end(3)];
  expect(events).toMatchObject([
    { index: 0, atMs: 1, kind: 'line', message: 'notification', method: 'notifications/progress', offset: 0 },
    { index: 1, atMs: 2, kind: 'line', message: 'result', offset: progress.length },
  ]);
  // Without the line feed: the range is the message alone.
  expect(events.map(({ length }) => length)).toEqual([progress.length - 1, answer.length - 1]);
  expect(read.facts()).toMatchObject({ resultType: 'complete' });
  expect(read.problem()).toBeUndefined();
});

test('lengths count bytes, not characters', () => {
  const read = reader();
  const text = line({ jsonrpc: '2.0', id: 7, result: { resultType: 'complete', name: 'Grüße 🦘' } });
  const [first] = read.push(text, 0);
  expect(first?.length).toBe(text.length - 1);
  const [second] = read.push(line({ jsonrpc: '2.0', method: 'x' }), 1);
  expect(second?.offset).toBe(text.length);
});

test('a last line may come without its line feed', () => {
  const read = reader();
  const text = Buffer.from('{"jsonrpc":"2.0","id":7,"result":{"resultType":"complete"}}');
  expect(read.push(text, 0)[0]?.length).toBe(text.length);
});

test('what ends without an answer is cut', () => {
  const read = reader();
  read.push(line({ jsonrpc: '2.0', method: 'notifications/message' }), 0);
  read.end(1);
  expect(read.problem()).toMatchObject({ kind: 'cut' });
});
