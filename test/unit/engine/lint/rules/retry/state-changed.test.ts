import { expect, it } from 'vitest';
import { stateChanged } from '../../../../../../engine/lint/rules/retry/state-changed.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

it('is content with the exact state, over several rounds, and with a call that starts afresh', () => {
  const again = asks(['b'], 's2', { params: retries(['a'], 's1').params ?? {} });
  expect(findingsOf(stateChanged, asks(['a'], 's1'), again, retries(['b'], 's2'), retries([]))).toEqual([]);
});

it('finds a state that was changed or left out', () => {
  expect(findingsOf(stateChanged, asks(['a'], 's1'), retries(['a'], 's2'))).toMatchObject([
    { side: 'client', pointer: 'request:/params/requestState', expected: '"s1"', found: '"s2"' },
  ]);
  expect(findingsOf(stateChanged, asks(['a'], 's1'), retries(['a']))).toMatchObject([
    { pointer: 'request:/params', found: 'absent' },
  ]);
});

it('spares rounds that began before the recording', () => {
  expect(findingsOf(stateChanged, retries(['a'], 's0'))).toEqual([]);
  expect(findingsOf(stateChanged, asks(['a'], 's1'), retries(['b'], 's0'))).toEqual([]);
});

it('only notes what a person changed on purpose', () => {
  const row = { origin: 'composer' as const, tampered: true };
  const first = asks(['a'], 's1', { row: { origin: 'composer' } });
  expect(findingsOf(stateChanged, first, retries(['a'], 's2', { row }))).toMatchObject([
    { severity: 'note' },
  ]);
});
