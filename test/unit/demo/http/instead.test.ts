import { expect, test } from 'vitest';
import { collectInsteads } from '../../../../demo/http/instead.ts';

const request = (): Request => new Request('http://127.0.0.1/mcp');
const sdk = (): Response =>
  Response.json({ jsonrpc: '2.0', id: 7, result: { content: [], _meta: { server: 'x' } } });

test('leaves an answer alone where nothing was said', async () => {
  const response = sdk();
  expect(await collectInsteads().apply(request(), response)).toBe(response);
});

test('puts a result in the place of the SDK’s, and keeps the id and the server’s name', async () => {
  const insteads = collectInsteads();
  const asked = request();
  insteads.say(asked, { result: { resultType: 'task' } });
  const response = await insteads.apply(asked, sdk());
  expect([response.status, await response.json()]).toEqual([
    200,
    { jsonrpc: '2.0', id: 7, result: { resultType: 'task', _meta: { server: 'x' } } },
  ]);
});

test('puts an error with its status there', async () => {
  const insteads = collectInsteads();
  const asked = request();
  const error = { code: -32_021, message: 'no', data: { x: 1 } };
  insteads.say(asked, { status: 400, error });
  const response = await insteads.apply(asked, sdk());
  expect([response.status, await response.json()]).toEqual([400, { jsonrpc: '2.0', id: 7, error }]);
});

test('a tool that is called without a request is a bug', () => {
  expect(() => {
    collectInsteads().say(undefined, { result: {} });
  }).toThrow('no request');
});
