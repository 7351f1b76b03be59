import { expect, test } from 'vitest';
import { trustBody } from '../../../../demo/http/trust-body.ts';

const META = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };

async function headersFor(
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, string>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const trusted = await trustBody(
    new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body: text }),
  );
  expect(await trusted.text()).toBe(text);
  return Object.fromEntries([...trusted.headers].filter(([name]) => name !== 'content-type'));
}

test('makes the headers say what a modern body says', async () => {
  const params = { name: 'route_order', arguments: { region: 'Zürich', shard: 7 }, _meta: META };
  const lies = {
    'Mcp-Method': 'tools/list',
    'Mcp-Name': 'x',
    'Mcp-Param-Region': 'us',
    'Mcp-Param-Zzz': '1',
  };
  expect(await headersFor({ method: 'tools/call', params }, lies)).toEqual({
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'route_order',
    'mcp-param-region': '=?base64?WsO8cmljaA==?=',
    'mcp-param-shard': '7',
  });
  const list = { method: 'tools/list', params: { _meta: META } };
  expect(await headersFor(list, lies)).toEqual({
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/list',
  });
});

test.each(['{nope', '[]', '{"method":"tools/list"}', '{"method":"initialize","params":{}}'])(
  'leaves %s as it came',
  async (body) => {
    expect(await headersFor(body, { 'Mcp-Method': 'kept' })).toEqual({ 'mcp-method': 'kept' });
  },
);

test('leaves requests without a body alone', async () => {
  const request = new Request('http://127.0.0.1/mcp');
  expect(await trustBody(request)).toBe(request);
});
