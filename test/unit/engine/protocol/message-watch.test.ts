import { expect, test } from 'vitest';
import { createMessageWatch, messagesIn } from '../../../../engine/protocol/message-watch.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

test('messages are seen as soon as their event is whole, with its id', () => {
  const watch = createMessageWatch();
  expect(watch.push(bytes('id: e1\nretry: 250\ndata: {"method":'))).toEqual([]);
  expect(watch.push(bytes('"a"}\n\nid: e2\nda'))).toEqual([
    { message: { method: 'a' }, text: '{"method":"a"}', event: { id: 'e1' } },
  ]);
  expect(watch.push(bytes('ta: {"id":1}\n\n'))).toMatchObject([{ message: { id: 1 }, event: { id: 'e2' } }]);
  expect(watch.lastEventId).toBe('e2');
  expect(watch.retryMs).toBe(250);
});

test('what is no JSON object is passed over, and yet its id counts for resumption', () => {
  const watch = createMessageWatch();
  const seen = watch.push(
    bytes(': hello\n\ndata: nonsense\n\ndata: [1]\n\nevent: endpoint\ndata: {"a":1}\n\nid: last\ndata:\n\n'),
  );
  expect(seen).toEqual([]);
  expect(watch.lastEventId).toBe('last');
});

test('a character that two pieces share comes out whole', () => {
  const watch = createMessageWatch();
  const text = bytes('data: {"name":"ü"}\n\n');
  const middle = text.indexOf(0xc3) + 1;
  expect(watch.push(text.subarray(0, middle))).toEqual([]);
  expect(watch.push(text.subarray(middle))).toMatchObject([{ message: { name: 'ü' }, event: {} }]);
});

test('the messages of a batch come one by one, and the endpoint is the first that was named', () => {
  const watch = createMessageWatch();
  const seen = watch.push(
    bytes('event: endpoint\ndata: /a?b=1\n\nevent: endpoint\ndata: /c\n\ndata: [{"id":1},2,{"id":"x"}]\n\n'),
  );
  expect(seen.map(({ text }) => text)).toEqual(['{"id":1}', '{"id":"x"}']);
  expect(watch.endpoint).toBe('/a?b=1');
});

test.each([
  [' {"a":1}', [' {"a":1}']],
  ['[{"a":1}]', ['{"a":1}']],
  ['[[{"a":1}]]', []],
  ['"a"', []],
  ['{', []],
])('messages in %s', (text, expected) => {
  expect(messagesIn(text).map((found) => found.text)).toEqual(expected);
});
