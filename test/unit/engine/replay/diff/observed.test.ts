import { describe, expect, it } from 'vitest';
import type { Era } from '../../../../../shared/model/instance.ts';
import type { ScheduleChoice } from '../../../../../shared/model/replay-run.ts';
import { circumstanceOf } from '../../../../../engine/replay/diff/observed.ts';

describe('circumstanceOf', () => {
  it('is the same for the same schedule, seed and era only', () => {
    const of = (choice: ScheduleChoice, era?: Era) => circumstanceOf({ choice, ...(era && { era }) });
    expect(of({ name: 'random' })).toBe(of({ name: 'random', seed: 1 }));
    const all = [
      of({ name: 'random', seed: 2 }),
      of({ name: 'reorder', seed: 2 }),
      of({ name: 'pinned', instanceId: 'a' }),
      of({ name: 'pinned', instanceId: 'a' }, 'legacy'),
      of({ name: 'pinned', instanceId: 'a' }, 'modern'),
      of({ name: 'failover', instanceId: 'a', beforeStep: 3 }),
      of({ name: 'failover', instanceId: 'a', beforeStep: 4 }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
