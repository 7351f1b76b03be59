import { describe, expect, it } from 'vitest';
import { endOf, wantedSchedules } from '../../../../../engine/replay/run/make-replay.ts';
import type { RunSummary } from '../../../../../shared/model/replay-run.ts';
import { wishFor } from '../../../../support/replay/replay-through-bridge.ts';

const run = (number: number, change: Partial<RunSummary> = {}): RunSummary => ({
  run: number,
  choice: { name: 'pinned', seed: 1 },
  says: '',
  purpose: 'replay',
  state: 'done',
  planned: 1,
  counts: { answered: 1, failed: 0, held: 0, skipped: 0, 'not-sent': 0 },
  startedAt: 1,
  ...change,
});

describe('wantedSchedules', () => {
  it('repeats each, with its own seed or that of the replay', () => {
    const wish = wishFor('c', ['a'], {
      schedules: [{ name: 'random', seed: 3 }, { name: 'reorder' }],
      repeat: 2,
      seed: 9,
    });
    expect(wantedSchedules(wish)).toEqual([
      { name: 'random', seed: 3 },
      { name: 'reorder', seed: 9 },
      { name: 'random', seed: 3 },
      { name: 'reorder', seed: 9 },
    ]);
  });

  it('is the baseline where nothing else is wished for', () => {
    expect(wantedSchedules(wishFor('c', ['a'], { schedules: [] }))).toEqual([{ name: 'pinned', seed: 1 }]);
  });
});

describe('endOf', () => {
  it('is done where all was sent', () => {
    expect(endOf({ runs: [run(1)], held: 0 }, false)).toEqual({ state: 'done' });
  });

  it('is incomplete where steps were held, or a run is incomplete; trials do not count', () => {
    const broken = { state: 'incomplete', problem: '1 request was skipped.' } as const;
    expect(endOf({ runs: [run(1)], held: 1 }, false)).toEqual({
      state: 'incomplete',
      problem: '1 step was held: nobody allowed it.',
    });
    expect(endOf({ runs: [run(1, broken), run(2, broken)], held: 2 }, false)).toEqual({
      state: 'incomplete',
      problem: '2 steps were held: nobody allowed them. Run 1: 1 request was skipped. 2 runs are incomplete.',
    });
    expect(endOf({ runs: [run(1), run(2, { ...broken, purpose: 'witness' })], held: 0 }, false)).toEqual({
      state: 'done',
    });
  });

  it('is cancelled whatever else it is', () => {
    expect(endOf({ runs: [run(1, { state: 'incomplete' })], held: 3 }, true)).toEqual({ state: 'cancelled' });
  });
});
