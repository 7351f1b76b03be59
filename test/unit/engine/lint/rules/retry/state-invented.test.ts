import { expect, it } from 'vitest';
import { stateInvented } from '../../../../../../engine/lint/rules/retry/state-invented.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

it('finds a state where none was given', () => {
  expect(findingsOf(stateInvented, asks(['a']), retries(['a'], 'mine'))).toMatchObject([
    { side: 'client', pointer: 'request:/params/requestState', found: '"mine"' },
  ]);
});

it('is content with retries without a state, and with those of rounds that had one', () => {
  expect(
    findingsOf(stateInvented, asks(['a']), retries(['a']), asks(['a'], 's'), retries(['a'], 's')),
  ).toEqual([]);
});

it('spares rounds that began before the recording', () => {
  expect(findingsOf(stateInvented, retries([], 's0'), asks(['a']), retries(['b'], 's0'))).toEqual([]);
});
