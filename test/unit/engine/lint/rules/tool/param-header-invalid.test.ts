import { expect, it } from 'vitest';
import { paramHeaderInvalid } from '../../../../../../engine/lint/rules/tool/param-header-invalid.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const lists = (properties: JsonObject) => ({
  result: { tools: [{ name: 'a', inputSchema: { type: 'object', properties } }] },
});

it('takes different headers on primitive properties, nested ones, too', () => {
  const inner = { type: 'object', properties: { b: { type: 'integer', 'x-mcp-header': 'B' } } };
  expect(
    findingsOf(paramHeaderInvalid, lists({ a: { type: 'string', 'x-mcp-header': 'A' }, inner })),
  ).toEqual([]);
});

it.each<[string, JsonObject]>([
  ['an empty one', { a: { type: 'string', 'x-mcp-header': '' } }],
  ['one that is no token', { a: { type: 'string', 'x-mcp-header': 'A B' } }],
  ['one with a line break', { a: { type: 'string', 'x-mcp-header': 'A\r\nX: y' } }],
  [
    'two that differ by case',
    { a: { type: 'string', 'x-mcp-header': 'A' }, b: { type: 'string', 'x-mcp-header': 'a' } },
  ],
  ['one on a number', { a: { type: 'number', 'x-mcp-header': 'A' } }],
  ['one in a list', { a: { type: 'array', items: { type: 'string', 'x-mcp-header': 'A' } } }],
])('finds %s', (_, properties) => {
  expect(findingsOf(paramHeaderInvalid, lists(properties))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/tools/0/inputSchema' },
  ]);
});

it('leaves tools of a sampling request alone', () => {
  const tools = [{ name: 't', inputSchema: { properties: { a: { type: 'number', 'x-mcp-header': '' } } } }];
  const inputRequests = { q: { method: 'sampling/createMessage', params: { messages: [], tools } } };
  const asks = {
    method: 'tools/call',
    params: { name: 'a' },
    result: { resultType: 'input_required', inputRequests },
  };
  expect(findingsOf(paramHeaderInvalid, asks)).toEqual([]);
});
