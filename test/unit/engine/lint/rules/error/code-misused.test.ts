import { expect, it } from 'vitest';
import { codeMisused } from '../../../../../../engine/lint/rules/error/code-misused.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const mismatch: ExchangeParts = { error: { code: -32020 }, status: 400 };
const list = (tool: object): ExchangeParts => ({ result: { tools: [{ name: 'add', ...tool }] } });
const call: ExchangeParts = { method: 'tools/call', params: { name: 'add', arguments: {} }, ...mismatch };
const faults = [{ id: 'f', kind: 'header' } as never];

it('is content with a mismatch that is one', () => {
  expect(findingsOf(codeMisused, { ...mismatch, headers: { 'Mcp-Method': 'tools/call' } })).toEqual([]);
  expect(findingsOf(codeMisused, { ...mismatch, headers: { 'Mcp-Method': null } })).toEqual([]);
});

it('finds a mismatch where all matches', () => {
  expect(findingsOf(codeMisused, mismatch)).toMatchObject([
    { side: 'server', pointer: 'event:0:/error/code' },
  ]);
  expect(findingsOf(codeMisused, list({ inputSchema: { type: 'object' } }), call)).toHaveLength(1);
});

it('finds a revision that is unsupported and supported', () => {
  const data = { supported: ['2026-07-28'], requested: '2026-07-28' };
  expect(findingsOf(codeMisused, { error: { code: -32022, data }, status: 400 })).toMatchObject([
    { pointer: 'event:0:/error/data/supported' },
  ]);
});

it.each<[string, ExchangeParts]>([
  [
    'a header that a gateway changed',
    { ...mismatch, gateway: { gatewayId: 'g', gatewayName: 'g', trace: {} as never, faults } },
  ],
  ['calls whose tool was not listed', call],
  ['a header that a tool may have asked for', { ...mismatch, headers: { 'Mcp-Param-Region': 'eu' } }],
  [
    'a list without the revision',
    { error: { code: -32022, data: { supported: ['2027-01-01'] } }, status: 400 },
  ],
  [
    'a header of another revision',
    {
      error: { code: -32022, data: { supported: ['2026-07-28'] } },
      status: 400,
      headers: { 'MCP-Protocol-Version': '1900-01-01' },
    },
  ],
])('spares %s', (_what, parts) => {
  expect(findingsOf(codeMisused, parts)).toEqual([]);
});

it('spares tools that ask for headers', () => {
  const region = { type: 'string', 'x-mcp-header': 'Region' };
  const inputSchema = { type: 'object', properties: { region } };
  expect(findingsOf(codeMisused, list({ inputSchema }), call)).toEqual([]);
});

it('leaves a header that was refused for its case to the rule about that', () => {
  const headerList = [
    ['mcp-protocol-version', '2026-07-28'],
    ['mcp-method', 'tools/list'],
  ] as const;
  const error = { code: -32020, message: 'Mcp-Method is missing' };
  expect(findingsOf(codeMisused, { headerList, error, status: 400 })).toEqual([]);
  expect(findingsOf(codeMisused, { headerList, ...mismatch })).toHaveLength(1);
});
