import { expect, it } from 'vitest';
import { inputMissing } from '../../../../../../engine/lint/rules/retry/input-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

it('is content with all answers, and with a call that starts afresh', () => {
  expect(findingsOf(inputMissing, asks(['a', 'b'], 's'), retries(['b', 'a'], 's'), retries([]))).toEqual([]);
  expect(findingsOf(inputMissing, asks([], 's'), retries([], 's'))).toEqual([]);
});

it.each<[readonly string[], string]>([
  [['a'], 'request:/params/inputResponses'],
  [[], 'request:/params'],
])('finds a retry with %j of two answers', (keys, pointer) => {
  expect(findingsOf(inputMissing, asks(['a', 'b'], 's'), retries(keys, 's'))).toMatchObject([
    { side: 'client', pointer, expected: 'inputResponses with "a", "b"' },
  ]);
});

it('spares answers that a person left out, and rounds that began before the recording', () => {
  const row = { origin: 'composer' as const };
  expect(findingsOf(inputMissing, asks(['a'], 's', { row }), retries([], 's', { row }))).toEqual([]);
  expect(findingsOf(inputMissing, retries([], 's'))).toEqual([]);
});
