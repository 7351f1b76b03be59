import { expect, it } from 'vitest';
import { initializeError } from '../../../../../../engine/lint/rules/legacy/initialize-error.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discovered = (...supportedVersions: readonly string[]): ExchangeParts => ({
  method: 'server/discover',
  result: { supportedVersions },
});
const refused = (error: { message?: string; data?: object } = {}, status = 400): ExchangeParts => ({
  method: 'initialize',
  params: { protocolVersion: '2025-11-25' },
  row: { era: 'legacy' },
  status,
  error: { code: -32601, message: 'Method not found', ...error } as NonNullable<ExchangeParts['error']>,
});

it.each([{ message: 'This server speaks 2026-07-28 only.' }, { data: { supported: ['2026-07-28'] } }])(
  'is content with %j',
  (error) => {
    expect(findingsOf(initializeError, discovered('2026-07-28'), refused(error))).toEqual([]);
  },
);

it.each([{}, { message: 'Unsupported revision 2025-11-25' }])('finds %j', (error) => {
  expect(findingsOf(initializeError, discovered('2026-07-28'), refused(error))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/error' },
  ]);
});

it('leaves alone servers of both eras or of none that is known, and what was turned away before', () => {
  expect(findingsOf(initializeError, discovered('2026-07-28', '2025-11-25'), refused())).toEqual([]);
  expect(findingsOf(initializeError, refused())).toEqual([]);
  expect(findingsOf(initializeError, discovered('2026-07-28'), refused({}, 401))).toEqual([]);
});
