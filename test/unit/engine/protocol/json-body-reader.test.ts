import { expect, test } from 'vitest';
import { AnswerTwins } from '../../../../engine/protocol/answer.ts';
import { createJsonBodyReader } from '../../../../engine/protocol/json-body-reader.ts';

function read(body: string | Uint8Array, changed: Partial<Parameters<typeof createJsonBodyReader>[0]> = {}) {
  const reader = createJsonBodyReader({
    contentType: 'application/json',
    status: 200,
    expects: 'answer',
    requestId: 1,
    ...changed,
  });
  const bytes = Buffer.from(body);
  // In the middle of a character, where the text allows.
  const half = Math.floor(bytes.length / 2);
  const early = [...reader.push(bytes.subarray(0, half), 1), ...reader.push(bytes.subarray(half), 2)];
  return { early, events: reader.end(3), facts: reader.facts(), problem: reader.problem() };
}

test('one event at the end, with range and preview', () => {
  const body = '{"jsonrpc":"2.0","id":1,"result":{"text":"é€😀"}}';
  const { early, events, facts, problem } = read(body);
  expect(early).toEqual([]);
  expect(events).toEqual([
    {
      index: 0,
      atMs: 3,
      kind: 'json',
      message: 'result',
      offset: 0,
      length: Buffer.byteLength(body),
      preview: body,
    },
  ]);
  expect(facts).toEqual({ resultType: 'complete' });
  expect(problem).toBeUndefined();
});

test('a byte order mark is no fault of the JSON', () => {
  expect(read('\ufeff{"jsonrpc":"2.0","id":1,"result":{}}').problem).toBeUndefined();
});

test.each([
  ['\ufeff{"jsonrpc":"2.0","id":1,"result":{}}', undefined],
  ['\ufeff', 'The answer is not JSON: it is empty.'],
  ['1', 'The answer is JSON, but no JSON-RPC message: it is a number, not an object.'],
  ['\ufeff\ufeff{}', '"\ufeff" at line 1, column 1'],
])('%j, a byte at a time', (body, sentence) => {
  const reader = createJsonBodyReader({
    contentType: 'application/json',
    status: 200,
    expects: 'answer',
    requestId: 1,
  });
  for (const byte of Buffer.from(body)) reader.push(Uint8Array.of(byte), 1);
  expect(reader.end(2)).toMatchObject([
    { length: Buffer.byteLength(body), preview: body.replace('\ufeff', '') },
  ]);
  if (sentence === undefined) expect(reader.problem()).toBeUndefined();
  else expect(reader.problem()?.message).toContain(sentence);
});

test('broken JSON is told with its position, and shown', () => {
  const { events, problem } = read('{"jsonrpc":"2.0",\n"id":1,}');
  expect(events).toMatchObject([
    { kind: 'json', message: 'invalid', preview: '{"jsonrpc":"2.0",\n"id":1,}' },
  ]);
  expect(problem?.message).toContain('line 2, column 8 (position 25)');
});

test('a request or notification is no answer', () => {
  const { events, problem } = read('{"jsonrpc":"2.0","method":"notifications/message"}');
  expect(events).toMatchObject([{ message: 'notification', method: 'notifications/message' }]);
  expect(problem?.message).toContain('is a notification (notifications/message)');
});

test('no content where an answer is due is malformed, and nothing where none is', () => {
  expect(read('', { status: 202 }).problem?.message).toContain('HTTP 202 without content');
  expect(read('', { status: 202, expects: 'nothing' })).toMatchObject({ events: [], problem: undefined });
  expect(read('', { status: 503 }).problem).toBeUndefined();
});

test('an error status with broken JSON is what the peer said', () => {
  const { events, problem } = read('{oops', { status: 500 });
  expect(events).toMatchObject([{ message: 'invalid' }]);
  expect(problem).toBeUndefined();
});

const BATCH =
  '[{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":1,"result":{"isError":true}}]';

test('a batch is read where batches are allowed, and nowhere else', () => {
  const allowed = read(BATCH, { batches: true });
  expect(allowed.facts).toEqual({ resultType: 'complete', isError: true });
  expect(allowed.problem).toBeUndefined();
  expect(allowed.events).toMatchObject([{ message: 'result' }]);
  expect(read(BATCH).problem?.message).toContain('batch');
});

test('an answer that equals the one before is read once, and any other one by itself', () => {
  const twins = new AnswerTwins();
  const whole = (body: string, status = 200) => {
    const reader = createJsonBodyReader({
      contentType: 'application/json',
      status,
      expects: 'answer',
      requestId: 1,
      twins,
    });
    reader.push(Buffer.from(body), 1);
    return {
      events: reader.end(2),
      facts: reader.facts(),
      problem: reader.problem(),
      parsed: reader.parsed?.(),
    };
  };
  const body = '{"jsonrpc":"2.0","id":1,"result":{"isError":true}}';
  const [first, second] = [whole(body), whole(body)];
  expect({ ...second, parsed: second.parsed?.value }).toEqual({ ...first, parsed: first.parsed?.value });
  expect(second.parsed?.value).toBe(first.parsed?.value);
  const other = whole('{"jsonrpc":"2.0","id":2,"result":{"isError":true}}');
  expect(other.problem?.message).toContain('has the id 2');
  expect(other.facts).toEqual({});
  // The same text may mean something else with another status.
  expect(whole(body, 500).parsed?.value).not.toBe(first.parsed?.value);
});
