import { expect, test } from 'vitest';
import { classifyJsonRpc, isRequestId, nameTwinOf } from '../../../../engine/protocol/json-rpc.ts';

const v = { jsonrpc: '2.0' };

test.each([
  [
    { ...v, id: 1, method: 'ping' },
    { kind: 'request', id: 1, method: 'ping' },
  ],
  [
    { ...v, id: '', method: 'ping', params: {} },
    { kind: 'request', id: '', method: 'ping' },
  ],
  [
    { ...v, method: 'n' },
    { kind: 'notification', method: 'n' },
  ],
  [
    { ...v, id: 0, result: {} },
    { kind: 'result', id: 0, result: {} },
  ],
  [
    { ...v, id: 'a', error: { code: -32601, message: 'no' } },
    { kind: 'error', id: 'a', code: -32601, message: 'no' },
  ],
  [
    { ...v, error: { code: 1, message: '' } },
    { kind: 'error', id: undefined, code: 1, message: '' },
  ],
  [
    { ...v, id: null, error: { code: 1, message: '' } },
    { kind: 'error', id: undefined, code: 1, message: '' },
  ],
])('%j is recognised', (value, expected) => {
  expect(classifyJsonRpc(value)).toEqual(expected);
});

test.each([
  [[{ ...v, method: 'x' }], 'batch'],
  ['text', 'a string, not an object'],
  [null, 'null, not an object'],
  [{ id: 1, method: 'x' }, 'no "jsonrpc"'],
  [{ jsonrpc: '1.0', method: 'x' }, '"1.0", not "2.0"'],
  [{ jsonrpc: 2, method: 'x' }, 'jsonrpc is 2'],
  [v, 'no method, result or error'],
  [{ ...v, id: null, method: 'x' }, 'id is null'],
  [{ ...v, id: 1.5, method: 'x' }, 'id is 1.5'],
  [{ ...v, id: true, result: {} }, 'id is true'],
  [{ ...v, method: 7 }, 'method is 7'],
  [{ ...v, method: 'x', params: [] }, 'params are an array'],
  [{ ...v, result: {} }, 'without an id'],
  [{ ...v, id: null, result: {} }, 'id is null'],
  [{ ...v, id: 1, result: 'done' }, 'result is a string'],
  [{ ...v, id: 1, result: null }, 'result is null'],
  [{ ...v, id: 1, error: 'no' }, 'error is a string'],
  [{ ...v, id: 1, error: { code: '1', message: '' } }, 'code is "1"'],
  [{ ...v, id: 1, error: { code: 1.5, message: '' } }, 'code is 1.5'],
  [{ ...v, id: 1, error: { code: 1 } }, 'message is absent'],
  [{ ...v, id: {}, error: { code: 1, message: '' } }, 'id is an object'],
  [{ ...v, id: 1, result: {}, error: { code: 1, message: '' } }, 'result and error at once'],
  [{ ...v, id: 1, method: 'x', result: {} }, 'method and result at once'],
])('%j is invalid, and the reason says why', (value, reason) => {
  const message = classifyJsonRpc(value);
  expect(message.kind).toBe('invalid');
  expect(message.kind === 'invalid' && message.reason).toContain(reason);
});

test('a long value is cut in the reason', () => {
  const message = classifyJsonRpc({ ...v, id: 1, method: ['x'.repeat(1000)] });
  expect(message.kind === 'invalid' && message.reason.length).toBeLessThan(100);
});

test.each([
  [
    { method: 'tools/call', params: { name: 'whoami', uri: 'x' } },
    { method: 'tools/call', name: 'whoami' },
  ],
  [
    { method: 'resources/read', params: { name: 'n', uri: 'file:///a' } },
    { method: 'resources/read', name: 'file:///a' },
  ],
  [
    { method: 'tasks/get', params: { taskId: 't1' } },
    { method: 'tasks/get', name: 't1' },
  ],
  [
    { method: 'resources/subscribe', params: { uri: 'u' } },
    { method: 'resources/subscribe', name: 'u' },
  ],
  [
    { method: 'tools/call', params: { name: 5 } },
    { method: 'tools/call', name: '' },
  ],
  [{ method: 'tools/list' }, { method: 'tools/list', name: '' }],
  [
    { method: 'constructor', params: { name: 'n' } },
    { method: 'constructor', name: 'n' },
  ],
])('the row of %j', (body, expected) => {
  expect(nameTwinOf(body)).toEqual(expected);
});

test.each([[null], [[]], ['x'], [{}], [{ method: 1 }]])('%j has no row of its own', (body) => {
  expect(nameTwinOf(body)).toBeUndefined();
});

test('ids are strings and integers', () => {
  expect([1, 'a', 0, ''].map(isRequestId)).toEqual([true, true, true, true]);
  expect([1.5, null, undefined, true, {}, NaN].map(isRequestId)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('a member that is nested beyond all reason is named, not written', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 200_000; level += 1) deep = [deep];
  const message = classifyJsonRpc({ jsonrpc: deep, id: 1, result: {} });
  expect(message).toMatchObject({ kind: 'invalid', reason: 'its jsonrpc is an array, not "2.0"' });
});
