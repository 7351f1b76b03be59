import { expect, it } from 'vitest';
import { comparedPair } from '../../../../../renderer/replay/history/compared-pair.ts';
import { replayOf } from '../fake-replay.ts';

const REPLAYS = [
  replayOf({ id: 'late', startedAt: 3, state: 'done' }),
  replayOf({ id: 'early', startedAt: 1, state: 'incomplete' }),
  replayOf({ id: 'running', startedAt: 4 }),
  replayOf({
    ...{ id: 'other', startedAt: 2, state: 'done' },
    recording: { captureId: 'c2', name: 'other', path: '/other.hopscope' },
  }),
  // The same file, opened again in another run of Hopscope.
  replayOf({
    ...{ id: 'anew', startedAt: 5, state: 'done' },
    recording: { captureId: 'c9', name: 'shop.hopscope', path: '/shop.hopscope' },
  }),
];

it('two of one recording, the earlier one first', () => {
  expect(comparedPair(REPLAYS, new Set(['late', 'early']))).toEqual({ ok: true, ids: ['early', 'late'] });
  expect(comparedPair(REPLAYS, new Set(['anew', 'early']))).toEqual({ ok: true, ids: ['early', 'anew'] });
});

it.each([
  [[]],
  [['late']],
  [['late', 'early', 'other']],
  [['late', 'other']],
  [['late', 'running']],
  [['late', 'gone']],
])('says why there is no pair: %o', (ids) => {
  const pair = comparedPair(REPLAYS, new Set(ids));
  expect(pair.ok).toBe(false);
  expect(!pair.ok && pair.why).toMatch(/\.$/);
});
