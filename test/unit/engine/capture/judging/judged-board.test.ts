import { expect, it } from 'vitest';
import type { JudgedState, Mute } from '../../../../../shared/model/finding.ts';
import { createJudgedBoard, judgedState } from '../../../../../engine/capture/judging/judged-board.ts';

const PROGRESS = {
  judged: 3,
  ended: 5,
  tallies: [
    { rule: 'a.b', instanceId: 'one', severity: 'error', count: 2 },
    { rule: 'a.b', instanceId: 'two', severity: 'error', count: 4 },
    { rule: 'c.d', instanceId: 'one', severity: 'warning', count: 8 },
  ],
} as const;

it('counts by severity, and those that are muted beside', () => {
  expect(judgedState('c', PROGRESS, [])).toEqual({
    captureId: 'c',
    judged: 3,
    ended: 5,
    counts: { error: 6, warning: 8, note: 0 },
    muted: { error: 0, warning: 0, note: 0 },
  });
  expect(judgedState('c', PROGRESS, [{ rule: 'a.b', instanceId: 'two' }]).muted.error).toBe(4);
  expect(judgedState('c', PROGRESS, [{ rule: 'a.b' }]).muted).toEqual({ error: 6, warning: 0, note: 0 });
  // A mute of another instance is none of this one's.
  expect(judgedState('c', PROGRESS, [{ rule: 'c.d', instanceId: 'two' }]).muted.warning).toBe(0);
});

it('tells a capture again where its mutes have changed, and no other time', () => {
  let mutes: readonly Mute[] = [];
  const told: JudgedState[] = [];
  const board = createJudgedBoard(
    () => mutes,
    (state) => told.push(state),
  );
  board.told('c', PROGRESS);
  board.told('d', { ...PROGRESS, tallies: [] });
  board.refresh();
  expect(told.map(({ captureId }) => captureId)).toEqual(['c', 'd']);
  mutes = [{ rule: 'c.d' }];
  board.refresh();
  board.refresh();
  expect(told.slice(2)).toMatchObject([{ captureId: 'c', muted: { warning: 8 } }]);
  board.keepOnly(new Set(['d']));
  mutes = [];
  board.refresh();
  expect(told).toHaveLength(3);
});
