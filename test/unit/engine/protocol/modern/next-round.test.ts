import { expect, test } from 'vitest';
import { nextRound } from '../../../../../engine/protocol/modern/next-round.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';

const first: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'buy', arguments: { seeds: 3 } },
  clientCapabilities: {},
  clientInfo: null,
  requestId: 'mine',
  tamper: NO_TAMPER,
};
const answers = { amount: { action: 'accept', content: { n: 1 } } };

test('the same parameters, the answers, the exact state, and an id of its own', () => {
  const next = nextRound(first, { requestState: ' {"opaque": 1}\u0000' }, answers, { kind: 'exact' });
  expect(next.params).toEqual({
    name: 'buy',
    arguments: { seeds: 3 },
    inputResponses: answers,
    requestState: ' {"opaque": 1}\u0000',
  });
  expect(next).not.toHaveProperty('requestId');
  expect(next.tamper).toEqual(NO_TAMPER);
});

test('nothing of the round before is carried on but what is sent again', () => {
  const second = nextRound(first, { requestState: 's1' }, answers, { kind: 'exact' });
  const third = nextRound(second, {}, undefined, { kind: 'exact' });
  expect(third.params).toEqual(first.params);
});

test('a state that was dropped, changed or of an earlier round is marked', () => {
  const asked = { requestState: 's1' };
  const dropped = nextRound(first, asked, answers, { kind: 'drop' });
  expect(dropped.params).not.toHaveProperty('requestState');
  expect(dropped.tamper.requestState).toBe('dropped');
  const changed = nextRound(first, asked, answers, { kind: 'other', value: 's0' });
  expect(changed.params['requestState']).toBe('s0');
  expect(changed.tamper.requestState).toBe('changed');
  // The mark is that of this round, not of the one before.
  expect(nextRound(changed, { requestState: 's2' }, answers, { kind: 'exact' }).tamper).toEqual(NO_TAMPER);
});

test('what changes nothing is no tampering', () => {
  expect(nextRound(first, {}, answers, { kind: 'drop' }).tamper).toEqual(NO_TAMPER);
  expect(nextRound(first, { requestState: 's' }, answers, { kind: 'other', value: 's' }).tamper).toEqual(
    NO_TAMPER,
  );
  expect(nextRound(first, {}, answers, { kind: 'other', value: 's' }).tamper.requestState).toBe('changed');
});
