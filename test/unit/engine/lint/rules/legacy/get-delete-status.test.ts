import { expect, it } from 'vitest';
import { getDeleteStatus } from '../../../../../../engine/lint/rules/legacy/get-delete-status.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discovered = (...supportedVersions: readonly string[]): ExchangeParts => ({
  method: 'server/discover',
  result: { supportedVersions },
});
const MODERN = discovered('2026-07-28');
const by = (httpMethod: string, status: number, more: ExchangeParts = {}): ExchangeParts => ({
  httpMethod,
  body: null,
  status,
  row: { era: 'legacy' },
  ...more,
});

it('is content with 405', () => {
  expect(findingsOf(getDeleteStatus, MODERN, by('GET', 405), by('DELETE', 405))).toEqual([]);
});

it.each([by('GET', 200), by('DELETE', 404), by('GET', 400, { row: { era: 'modern' } })])(
  'finds %j',
  (parts) => {
    expect(findingsOf(getDeleteStatus, MODERN, parts)).toMatchObject([
      { severity: 'warning', side: 'server', pointer: 'status', expected: 'HTTP 405' },
    ]);
  },
);

it.each([
  ['a server that lists legacy revisions', [discovered('2026-07-28', '2025-11-25'), by('GET', 200)]],
  ['a server that serves legacy clients', [MODERN, { row: { era: 'legacy' }, result: {} }, by('GET', 200)]],
  ['a server of which nothing is known', [by('GET', 200)]],
  ['a missing credential', [MODERN, by('GET', 401)]],
  ['a proxy', [MODERN, by('GET', 200, { answerHeaders: { Via: '1.1 front' } })]],
] satisfies [string, ExchangeParts[]][])('spares %s', (_, parts) => {
  expect(findingsOf(getDeleteStatus, ...parts)).toEqual([]);
});
