import { expect, it } from 'vitest';
import { fallbackOnModernError } from '../../../../../../engine/lint/rules/legacy/fallback-on-modern-error.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign } from '../../../../../support/lint/through-gateway.ts';

const through = foreign(clientHeaderList());
const refused = (code: number, supported: readonly string[] = ['2026-07-28']): ExchangeParts => ({
  ...through,
  status: 400,
  error: { code, data: { supported } },
});
const initialize = (
  clientInfo = { name: 'test-client', version: '1.0.0' },
  startedAt?: number,
): ExchangeParts => ({
  ...through,
  method: 'initialize',
  params: { clientInfo },
  row: { ...through.row, era: 'legacy', ...(startedAt !== undefined && { startedAt }) },
  result: {},
});

it.each([-32020, -32021, -32022])('finds initialize after %j', (code) => {
  expect(findingsOf(fallbackOnModernError, refused(code), initialize())).toMatchObject([
    { severity: 'warning', side: 'client', found: 'initialize' },
  ]);
});

it.each([
  ['no modern error', [refused(-32601), initialize()]],
  ['legacy revisions only', [refused(-32022, ['2025-11-25']), initialize()]],
  ['a modern request that worked in between', [refused(-32020), { ...through, result: {} }, initialize()]],
  ['another client', [refused(-32020), initialize({ name: 'old', version: '1' })]],
  ['an initialize that was on its way already', [refused(-32020), initialize(undefined, 1)]],
  [
    'what Hopscope is told to do',
    [
      { status: 400, error: { code: -32020 } },
      { ...initialize(), row: { era: 'legacy' } },
    ],
  ],
] satisfies [string, ExchangeParts[]][])('is content with %s', (_, parts) => {
  expect(findingsOf(fallbackOnModernError, ...parts)).toEqual([]);
});
