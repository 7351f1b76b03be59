import { expect, it } from 'vitest';
import { callsInvalidTool } from '../../../../../../engine/lint/rules/client/calls-invalid-tool.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const row = { origin: 'gateway' } as const;
const lists = (header: string, parts: ExchangeParts = { row }): ExchangeParts => ({
  ...parts,
  result: {
    tools: [{ name: 'a', inputSchema: { properties: { x: { type: 'string', 'x-mcp-header': header } } } }],
  },
});
const calls = (parts: ExchangeParts = { row }): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: { content: [] },
  ...parts,
});

it('finds a call of a tool that the client was told and should have left out', () => {
  expect(findingsOf(callsInvalidTool, lists('A B'), calls())).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/name' },
  ]);
});

it.each<[string, readonly ExchangeParts[]]>([
  ['valid headers', [lists('A'), calls()]],
  ['what is valid by now', [lists('A B'), lists('A'), calls()]],
  [
    'clients that never saw the list',
    [lists('A B'), calls({ row, headers: { 'User-Agent': 'x' }, meta: null })],
  ],
  ['calls that a person composed', [lists('A B', { row: {} }), calls({ row: {} })]],
  [
    'stdio',
    [lists('A B', { row: { ...row, transport: 'stdio' } }), calls({ row: { ...row, transport: 'stdio' } })],
  ],
])('leaves alone %s', (_, parts) => {
  expect(findingsOf(callsInvalidTool, ...parts)).toEqual([]);
});
