import { expect, test } from 'vitest';
import { createEventStreamReader } from '../../../../engine/protocol/event-stream-reader.ts';

const ANSWER = 'data: {"jsonrpc":"2.0","id":1,"result":{"isError":true}}\n\n';
const PROGRESS = 'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n';

function open(changed: Partial<Parameters<typeof createEventStreamReader>[0]> = {}) {
  return createEventStreamReader({
    contentType: 'text/event-stream',
    status: 200,
    expects: 'answer',
    requestId: 1,
    ...changed,
  });
}

function read(text: string, changed: Partial<Parameters<typeof createEventStreamReader>[0]> = {}) {
  const reader = open(changed);
  const events = reader.push(Buffer.from(text), 1);
  return { events: [...events, ...reader.end(2)], facts: reader.facts(), problem: reader.problem() };
}

test('each event and comment is told when it is complete, at its time', () => {
  const reader = open();
  expect(reader.push(Buffer.from(': hello\n\nevent: message\nid: 7\nretry: 50\nda'), 10)).toEqual([
    { index: 0, atMs: 10, kind: 'comment', offset: 0, length: 7, preview: 'hello' },
  ]);
  expect(reader.push(Buffer.from('ta: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n'), 20)).toEqual(
    [
      {
        index: 1,
        atMs: 20,
        kind: 'message',
        eventName: 'message',
        eventId: '7',
        retryMs: 50,
        message: 'notification',
        method: 'notifications/progress',
        offset: 9,
        length: 88,
        preview: '{"jsonrpc":"2.0","method":"notifications/progress"}',
      },
    ],
  );
  expect(reader.facts()).toEqual({});
  expect(reader.push(Buffer.from(ANSWER), 30)).toMatchObject([{ index: 2, atMs: 30, message: 'result' }]);
  expect(reader.facts()).toEqual({ resultType: 'complete', isError: true });
  expect(reader.end(40)).toEqual([]);
  expect(reader.problem()).toBeUndefined();
});

test.each([
  ['with nothing', '', 'ended without a message'],
  ['with a comment only', ': x\n\n', 'ended without a message'],
  ['after a notification', PROGRESS, 'ended after 1 message,'],
  ['after two', PROGRESS + PROGRESS, 'ended after 2 messages,'],
  ['within the answer', PROGRESS + ANSWER.slice(0, -1), 'ended within an event: its last 56 bytes'],
])('a stream that ends %s is cut', (_case, text, sentence) => {
  const { facts, problem } = read(text);
  expect(facts).toEqual({});
  expect(problem?.kind).toBe('cut');
  expect(problem?.message).toContain(sentence);
});

test.each([
  ['broken JSON', `data: {"a"\n\n${ANSWER}`, 'Event 1 of the stream is not JSON'],
  [
    'JSON that is no JSON-RPC',
    `${PROGRESS}data: []\n\n${ANSWER}`,
    'Event 2 of the stream is JSON, but no JSON-RPC',
  ],
  ['the answer to another request', `${ANSWER.replace('"id":1', '"id":2')}${ANSWER}`, 'has the id 2'],
  ['two answers', ANSWER + ANSWER, 'second answer'],
])('%s among the events is malformed, though the answer came', (_case, text, sentence) => {
  const { facts, problem } = read(text);
  expect(facts).toEqual({ resultType: 'complete', isError: true });
  expect(problem?.kind).toBe('malformed');
  expect(problem?.message).toContain(sentence);
});

test.each([
  ['an event of another name', `event: ping\ndata: not json\n\n${ANSWER}`],
  ['an empty event that hands out an id', `id: 1\ndata:\n\n${ANSWER}`],
  [
    'a request of the server, as earlier revisions allow',
    `data: {"jsonrpc":"2.0","id":1,"method":"ping"}\n\n${ANSWER}`,
  ],
])('%s is no problem', (_case, text) => {
  expect(read(text).problem).toBeUndefined();
});

test('a block without data keeps the stream going like a comment', () => {
  expect(read(`retry: 3000\n\n${ANSWER}`).events[0]).toEqual({
    index: 0,
    atMs: 1,
    kind: 'comment',
    eventName: 'message',
    retryMs: 3000,
    offset: 0,
    length: 11,
    preview: '',
  });
});

test('where no answer is due, nothing is missing', () => {
  expect(read('', { status: 500 }).problem).toBeUndefined();
  expect(read('', { expects: 'nothing' }).problem).toBeUndefined();
});

test.each([
  ['the answer', '{"jsonrpc":"2.0","id":1,"result":{"isError":true,"x":"LONG"}}'],
  ['a notification', '{"jsonrpc":"2.0","method":"notifications/message","params":{"x":"LONG"}}'],
  ['broken JSON', '{"jsonrpc":"2.0","id":1,"result":{"x":"LONG"}]'],
  ['JSON in two lines', '{"jsonrpc":"2.0","id":1,\ndata: "result":{"x":"LONG"}}'],
])('a long event is read as a short one is: %s', (_case, data) => {
  const observe = (length: number) => {
    const reader = open();
    const bytes = Buffer.from(`data: ${data.replace('LONG', 'y'.repeat(length))}\n\n`);
    const events = [];
    for (let at = 0; at < bytes.length; at += 50_000) {
      events.push(...reader.push(bytes.subarray(at, at + 50_000), 1));
    }
    events.push(...reader.end(2));
    const shown = events.map(({ kind, message, method }) => ({ kind, message, method }));
    const numberless = reader.problem()?.message.replace(/\d{2,}/g, 'N');
    return { shown, facts: reader.facts(), kind: reader.problem()?.kind, numberless };
  };
  expect(observe(1_000_000)).toEqual(observe(300));
  expect(observe(300).shown.length).toBe(1);
});

test('a batch is read where batches are allowed, however long its line is', () => {
  const filling = 'x'.repeat(300 * 1024);
  const batch = `[{"jsonrpc":"2.0","method":"notifications/x","params":{"a":"${filling}"}},{"jsonrpc":"2.0","id":1,"result":{}}]`;
  const { facts, problem } = read(`data: ${batch}\n\n`, { batches: true });
  expect(facts).toEqual({ resultType: 'complete' });
  expect(problem).toBeUndefined();
  expect(read(`data: ${batch}\n\n`).problem?.message).toContain('batch');
});
