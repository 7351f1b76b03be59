import { expect, it } from 'vitest';
import { retryIdReused } from '../../../../../../engine/lint/rules/retry/id-reused.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

it('finds a retry with the id of the first request', () => {
  expect(
    findingsOf(retryIdReused, asks(['a'], 's', { id: 1 }), retries(['a'], 's', { id: 1 })),
  ).toMatchObject([{ side: 'client', pointer: 'request:/id', found: '1' }]);
});

it('is content with another id, and another type of id', () => {
  const first = asks(['a'], 's', { id: 1 });
  expect(findingsOf(retryIdReused, first, retries(['a'], 's', { id: 2 }))).toEqual([]);
  expect(findingsOf(retryIdReused, first, retries(['a'], 's', { id: '1' }))).toEqual([]);
});

it('leaves a new call with the old id to other rules, and other clients alone', () => {
  const first = asks(['a'], 's', { id: 1 });
  const meta = { ...META, 'io.modelcontextprotocol/clientInfo': { name: 'other', version: '1' } };
  expect(findingsOf(retryIdReused, first, retries([], undefined, { id: 1 }))).toEqual([]);
  expect(findingsOf(retryIdReused, first, retries(['a'], 's', { id: 1, meta }))).toEqual([]);
});

it('spares what a gateway sent twice on purpose', () => {
  const row = { origin: 'gateway' as const, link: { kind: 'duplicate' as const, to: 1 } };
  const first = asks(['a'], 's', { id: 1 });
  expect(findingsOf(retryIdReused, first, retries(['a'], 's', { id: 1, row }))).toEqual([]);
});
