import { describe, expect, it } from 'vitest';
import { createAnswerReader } from '../../../../engine/protocol/answer-reader.ts';
import { answerOf, eventData, readMessages, requestIdOf } from '../../../../engine/protocol/read-messages.ts';
import type { JsonObject, JsonValue } from '../../../../shared/model/draft.ts';

/** The messages of a body, found by the reader that recordings use. */
function messagesOf(text: string, contentType = 'text/event-stream', batches = false): JsonValue[] {
  const body = Buffer.from(text);
  const reader = createAnswerReader({ contentType, status: 200, expects: 'answer', requestId: 1, batches });
  return readMessages(body, [...reader.push(body, 0), ...reader.end(1)]);
}

describe('readMessages', () => {
  it('joins data lines, whatever the line ends, and passes over comments and other events', () => {
    const stream =
      ': hello\n\n' +
      'event: message\r\ndata: {"jsonrpc":"2.0",\r\ndata:"id":1,"result":{"a":"é"}}\r\n\r\n' +
      'event: end\ndata: {}\n\n';
    expect(messagesOf(stream)).toEqual([{ jsonrpc: '2.0', id: 1, result: { a: 'é' } }]);
  });

  it('reads the one message of a JSON body', () => {
    expect(messagesOf('{"jsonrpc":"2.0","id":1,"result":{}}', 'application/json')).toHaveLength(1);
    expect(messagesOf('<html>', 'text/html')).toEqual([]);
  });
});

it('hands out a batch one by one where batches are allowed', () => {
  const batch = '[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","id":1,"result":{}}]';
  expect(messagesOf(batch, 'application/json', true)).toHaveLength(2);
  expect(messagesOf(batch, 'application/json')).toEqual([JSON.parse(batch)]);
});

describe('eventData', () => {
  it('takes a data line without a colon for an empty line', () => {
    const body = Buffer.from('data\ndata: x');
    const event = { index: 0, atMs: 0, offset: 0, length: body.length, preview: '' };
    expect(eventData(body, { ...event, kind: 'message' })).toBe('\nx');
    expect(eventData(body, { ...event, kind: 'json' })).toBe('data\ndata: x');
  });
});

describe('answerOf', () => {
  const result: JsonObject = { jsonrpc: '2.0', id: 1, result: {} };
  const note: JsonObject = { jsonrpc: '2.0', method: 'notifications/message' };
  const refusal: JsonObject = { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'no' } };

  it('finds the response wherever it stands', () => {
    expect(answerOf([note, result, note], { id: 1, status: 200 })).toBe(result);
    expect(answerOf([note], { id: 1, status: 200 })).toBeUndefined();
  });

  it('takes no answer to another request, whichever type its id has', () => {
    expect(answerOf([result], { id: 2, status: 200 })).toBeUndefined();
    expect(answerOf([result], { id: '1', status: 200 })).toBeUndefined();
  });

  it('takes an error without an id where the request was refused as a whole, or had none', () => {
    expect(answerOf([refusal], { id: 1, status: 400 })).toBe(refusal);
    expect(answerOf([refusal], { id: 1, status: 200 })).toBeUndefined();
    expect(answerOf([refusal], { id: undefined, status: 200 })).toBe(refusal);
  });
});

describe('requestIdOf', () => {
  it.each([
    ['{"id":"a"}', 'a'],
    ['{"id":0}', 0],
    ['{"id":null}', undefined],
    ['{"method":"x"}', undefined],
    ['{nope', undefined],
    ['', undefined],
  ])('of %s is %j', (body, id) => {
    expect(requestIdOf(body)).toBe(id);
  });
});
