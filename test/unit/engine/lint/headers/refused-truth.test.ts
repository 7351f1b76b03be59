import { expect, it } from 'vitest';
import { refusedForCase, refusedTruth } from '../../../../../engine/lint/headers/refused-truth.ts';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../support/lint/annotated-tool.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';

function causes(parts: ExchangeParts): readonly string[] {
  const known = new Knowledge();
  known.learn(exchange(LISTED));
  return refusedTruth(exchange(parts), known).map(({ cause, header }) => `${cause} ${header}`);
}

const call = (message?: string): ExchangeParts =>
  routeCall(
    { region: 'é', shard: 4 },
    { 'Mcp-Param-Region': '=?base64?w6k=?=', 'Mcp-Param-Shard': '4.0' },
    headerMismatch(message),
  );

it('gives the causes that the error names', () => {
  expect(causes(call('Mcp-Param-Region does not match'))).toEqual(['encoded Mcp-Param-Region']);
  expect(causes(call('Mcp-Param-Shard does not match'))).toEqual(['integer Mcp-Param-Shard']);
  expect(causes(call('Mcp-Param-Regional does not match'))).toEqual([]);
});

it('gives none where several are possible', () => {
  expect(causes(call())).toEqual([]);
  expect(causes(routeCall({ shard: 4 }, { 'Mcp-Param-Shard': '4' }, headerMismatch()))).toEqual([
    'absent Mcp-Param-Region',
  ]);
});

it('gives none where a header is wrong, or the error is another', () => {
  const wrong = { 'Mcp-Method': 'x' };
  expect(causes(routeCall({}, wrong, headerMismatch()))).toEqual([]);
  expect(causes(routeCall({}, {}, { error: { code: -32602 } }))).toEqual([]);
});

it('takes the case of a name as the cause only where the error or the sender says so', () => {
  const refused = (message: string, tampered = false): number => {
    const headerList = [
      ['mcp-protocol-version', '2026-07-28'],
      ['Mcp-Method', 'tools/list'],
    ] as const;
    const seen = exchange({ headerList, ...headerMismatch(message), row: { tampered } });
    return refusedForCase(seen, new Knowledge()).length;
  };
  expect(refused('MCP-Protocol-Version is missing')).toBe(1);
  expect(refused('Header mismatch')).toBe(0);
  expect(refused('Header mismatch', true)).toBe(1);
});
