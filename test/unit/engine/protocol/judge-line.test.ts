import { expect, test } from 'vitest';
import { judgeLine } from '../../../../engine/protocol/judge-line.ts';

test('a message, with what it says', () => {
  const json = { jsonrpc: '2.0', id: 'é', method: 'tools/call', params: { name: '😀' } };
  expect(judgeLine(Buffer.from(JSON.stringify(json)))).toEqual({
    kind: 'message',
    message: { kind: 'request', id: 'é', method: 'tools/call' },
    json,
  });
  expect(judgeLine(Buffer.from(' {"jsonrpc":"2.0","method":"n"}\t\r'))).toMatchObject({ kind: 'message' });
});

test('a batch, each member judged for itself', () => {
  const member = { jsonrpc: '2.0', method: 'n' };
  expect(judgeLine(Buffer.from(JSON.stringify([member, 1])))).toEqual({
    kind: 'batch',
    members: [
      { message: { kind: 'notification', method: 'n' }, json: member },
      { message: { kind: 'invalid', reason: 'it is a number, not an object' }, json: 1 },
    ],
  });
});

test.each([
  ['hello', 'it is not JSON: "h" at line 1, column 1 (position 0), where a value should be'],
  ['{"a":1', 'it is not JSON: the end at line 1, column 7 (position 6), where'],
  [' ', 'it is not JSON: the end at line 1, column 2'],
  ['\ufeff{"jsonrpc":"2.0","method":"n"}', 'it begins with a byte order mark, which JSON may not have'],
])('%j is stray', (text, reason) => {
  const judged = judgeLine(Buffer.from(text));
  expect(judged).toEqual({ kind: 'stray', reason: expect.stringContaining(reason) as string });
});

test.each([
  [{ jsonrpc: '2.0', id: 1, result: 5 }, 'its result is a number, not an object'],
  [{ jsonrpc: '1.0', id: 1, result: {} }, 'its jsonrpc is "1.0", not "2.0"'],
  [[], 'it is a batch without a message'],
  [null, 'it is null, not an object'],
])('%j is stray, and still can be read', (json, reason) => {
  expect(judgeLine(Buffer.from(JSON.stringify(json)))).toEqual({ kind: 'stray', reason, json });
});

test.each([
  ['a lone byte', [0xff]],
  ['a character that is cut off', [...Buffer.from('{"a":"€"}')].filter((byte) => byte !== 0xac)],
  ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
])('%s is not UTF-8', (_case, bytes) => {
  expect(judgeLine(Uint8Array.from(bytes))).toEqual({ kind: 'stray', reason: 'it is not UTF-8' });
});
