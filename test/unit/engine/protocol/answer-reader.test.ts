import { expect, test } from 'vitest';
import { createAnswerReader } from '../../../../engine/protocol/answer-reader.ts';

const JSON_ANSWER = '{"jsonrpc":"2.0","id":1,"result":{}}';

function kindsOf(contentType: string | undefined, body: string) {
  const reader = createAnswerReader({ contentType, status: 200, expects: 'answer', requestId: 1 });
  const events = [...reader.push(Buffer.from(body), 1), ...reader.end(2)];
  return { kinds: events.map(({ kind }) => kind), problem: reader.problem()?.kind };
}

test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json'])(
  '%s is read as one JSON answer',
  (contentType) => {
    expect(kindsOf(contentType, JSON_ANSWER)).toEqual({ kinds: ['json'], problem: undefined });
  },
);

test.each(['text/event-stream', 'TEXT/Event-Stream;charset=utf-8'])('%s is read as events', (contentType) => {
  expect(kindsOf(contentType, `data: ${JSON_ANSWER}\n\n`)).toEqual({
    kinds: ['message'],
    problem: undefined,
  });
});

test.each(['text/html', 'text/html; a=application/json', '', undefined, 'application/jsonp'])(
  '%s is no type of an MCP answer',
  (contentType) => {
    expect(kindsOf(contentType, '<p>')).toEqual({ kinds: [], problem: 'malformed' });
  },
);

test('202 without content after a notification is fine', () => {
  const reader = createAnswerReader({
    contentType: undefined,
    status: 202,
    expects: 'nothing',
    requestId: undefined,
  });
  expect(reader.end(1)).toEqual([]);
  expect(reader.facts()).toEqual({});
  expect(reader.problem()).toBeUndefined();
});
