import { expect, it } from 'vitest';
import { foreignInput } from '../../../../../../engine/lint/rules/retry/foreign-input.ts';
import { stateChanged } from '../../../../../../engine/lint/rules/retry/state-changed.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

const STATE = 'an opaque state of some length';

it('finds an answer to a key that was never asked', () => {
  expect(findingsOf(foreignInput, asks(['a'], 's'), retries(['a', 'b'], 's'))).toMatchObject([
    { side: 'client', pointer: 'request:/params/inputResponses/b', found: '"b"' },
  ]);
});

it('finds a state of another request, and of another method', () => {
  const other = retries([], STATE, { params: { name: 'other' } });
  const list = { method: 'tools/list', params: { requestState: STATE }, result: { tools: [] } };
  expect(findingsOf(foreignInput, asks([], STATE), other, list)).toMatchObject([
    { pointer: 'request:/params/requestState', found: `"${STATE}"` },
    { pointer: 'request:/params/requestState' },
  ]);
  const first = asks([], 'its own state, which is long, too', { params: { name: 'other' } });
  expect(findingsOf(stateChanged, asks([], STATE), first, other)).toEqual([]);
});

it('is content with answers that an earlier round asked for', () => {
  const again = asks(['b'], 's2', { params: retries(['a'], 's1').params ?? {} });
  expect(findingsOf(foreignInput, asks(['a'], 's1'), again, retries(['a', 'b'], 's2'))).toEqual([]);
});

it('spares rounds that began before the recording, and states that say little', () => {
  expect(findingsOf(foreignInput, retries(['a'], STATE))).toEqual([]);
  expect(findingsOf(foreignInput, asks([], 's'), retries([], 's', { params: { name: 'other' } }))).toEqual(
    [],
  );
});
