import { expect, test } from 'vitest';
import { createOtherBodyReader } from '../../../../engine/protocol/other-body-reader.ts';

const ANSWER = '{"jsonrpc":"2.0","id":1,"result":{}}';

function read(
  body: string,
  type: string,
  changed: Partial<Parameters<typeof createOtherBodyReader>[0]> = {},
) {
  const reader = createOtherBodyReader(
    { contentType: type, status: 200, expects: 'answer', requestId: 1, ...changed },
    type,
  );
  for (const byte of Buffer.from(body)) expect(reader.push(Uint8Array.of(byte), 1)).toEqual([]);
  return { events: reader.end(2), facts: reader.facts(), problem: reader.problem() };
}

test('HTML is quoted, and the endpoint doubted', () => {
  const { events, problem } = read('  <!doctype html>\n<html>\n  <title>Welcome</title>', 'text/html');
  expect(events).toEqual([]);
  expect(problem).toEqual({
    kind: 'malformed',
    message:
      'The answer is text/html (it begins with "<!doctype html> <html> <title>Welcome</title>"), not JSON-RPC: is this the MCP endpoint?',
  });
});

test('a long page is quoted in part', () => {
  const { problem } = read('x'.repeat(10_000), 'text/plain');
  expect(problem?.message.length).toBeLessThan(200);
});

test.each([
  ['text/plain', 'its content type is text/plain instead of'],
  ['', 'its content type is missing instead of'],
])('JSON-RPC under the wrong type (%j) is read, and the type is the problem', (type, sentence) => {
  const { events, facts, problem } = read(ANSWER, type);
  expect(events).toMatchObject([{ kind: 'json', message: 'result', atMs: 2 }]);
  expect(facts).toEqual({ resultType: 'complete' });
  expect(problem?.message).toContain(sentence);
});

test('something that only begins like JSON is quoted', () => {
  expect(read('{not json}', '').problem?.message).toContain(
    'The answer is of no named content type (it begins with "{not json}")',
  );
});

test('a redirect is named', () => {
  const { problem } = read('Moved', 'text/html', { status: 307 });
  expect(problem?.message).toContain('HTTP 307');
  expect(problem?.message).toContain('Location');
});

test('no content where an answer is due', () => {
  expect(read('', '', { status: 204 }).problem?.message).toContain('HTTP 204 without content');
});

test.each([
  ['an error status', { status: 404 }],
  ['a notification', { expects: 'nothing', requestId: undefined }],
] as const)('with %s nothing is a problem', (_case, changed) => {
  expect(read('<html>', 'text/html', changed).problem).toBeUndefined();
  expect(read('', '', changed).problem).toBeUndefined();
});

test('a JSON-RPC error in an answer of the wrong type still gives its code', () => {
  const body = '{"jsonrpc":"2.0","error":{"code":-32600,"message":"no"}}';
  expect(read(body, 'text/plain', { status: 400 }).facts).toEqual({ resultType: 'error', errorCode: -32600 });
});
