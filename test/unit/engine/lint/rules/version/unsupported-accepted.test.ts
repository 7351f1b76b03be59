import { expect, it } from 'vitest';
import { unsupportedAccepted } from '../../../../../../engine/lint/rules/version/unsupported-accepted.ts';
import { findingsOf, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discover: ExchangeParts = {
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities: {} },
};
const asking = (version: string, more: ExchangeParts): ExchangeParts => ({
  meta: { ...META, 'io.modelcontextprotocol/protocolVersion': version },
  headers: { 'MCP-Protocol-Version': version },
  ...more,
});
const data = { supported: ['2026-07-28'], requested: '1900-01-01' };

it('is content with the refusal and its list', () => {
  const refusal = asking('1900-01-01', { error: { code: -32022, data }, status: 400 });
  expect(findingsOf(unsupportedAccepted, discover, refusal)).toEqual([]);
  expect(findingsOf(unsupportedAccepted, discover, { result: { tools: [] } })).toEqual([]);
});

it.each<[string, ExchangeParts]>([
  ['a result', { result: { tools: [] } }],
  ['another refusal', { error: { code: -32602 }, status: 400 }],
  ['a refusal without a list', { error: { code: -32022, data: { requested: 'x' } }, status: 400 }],
])('finds %s', (_what, parts) => {
  expect(findingsOf(unsupportedAccepted, discover, asking('1900-01-01', parts))).toMatchObject([
    { side: 'server' },
  ]);
});

it('spares legacy revisions, servers that listed nothing, and headers of another revision', () => {
  const served = { result: { tools: [] } };
  expect(findingsOf(unsupportedAccepted, discover, asking('2025-11-25', served))).toEqual([]);
  expect(findingsOf(unsupportedAccepted, asking('1900-01-01', served))).toEqual([]);
  const other = asking('1900-01-01', { ...served, headers: { 'MCP-Protocol-Version': '2026-07-28' } });
  expect(findingsOf(unsupportedAccepted, discover, other)).toEqual([]);
});
