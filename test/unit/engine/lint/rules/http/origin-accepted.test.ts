import { expect, it } from 'vitest';
import { originAccepted } from '../../../../../../engine/lint/rules/http/origin-accepted.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign } from '../../../../../support/lint/through-gateway.ts';

const from = (Origin: string, more: ExchangeParts = {}): ExchangeParts => ({
  headers: { Origin },
  result: { tools: [] },
  ...more,
});
const PROBE = { row: { origin: 'probe', tampered: true } } as const;

it('is content with 403, and with requests of no page', () => {
  const refused = { status: 403, error: { code: -32000, message: 'Origin not allowed' } };
  expect(findingsOf(originAccepted, from('https://evil.example', refused), { result: {} })).toEqual([]);
});

it.each([from('https://evil.example'), from('http://foreign.invalid:80'), from('https://shop.de', PROBE)])(
  'finds a foreign Origin that is served',
  (parts) => {
    expect(findingsOf(originAccepted, parts)).toMatchObject([
      { severity: 'error', side: 'server', pointer: 'header:Origin', expected: 'HTTP 403' },
    ]);
  },
);

it('finds a refusal that is about the Origin and has another status', () => {
  const refused = { status: 400, error: { code: -32000, message: 'Invalid Origin' } };
  expect(findingsOf(originAccepted, from('https://evil.example', refused))).toHaveLength(1);
});

it.each([
  ['an Origin that may be allowed', from('http://localhost:5173')],
  ['a name that only looks reserved', from('https://my-example.com')],
  ['a refusal for another reason', from('https://evil.example', { status: 401, error: { code: -32001 } })],
  [
    'what a gateway let through',
    { ...foreign(clientHeaderList([], ['Origin', 'https://evil.example'])), result: {} },
  ],
])('spares %s', (_, parts) => {
  expect(findingsOf(originAccepted, parts)).toEqual([]);
});
