import { describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../../../shared/model/replay-plan.ts';
import type { ReplayWish } from '../../../../../shared/model/replay-run.ts';
import { batteryOf } from '../../../../../engine/replay/prove/battery.ts';

const WISH: ReplayWish = {
  kind: 'prove',
  plan: { captureId: 'c', allow: { tools: [] }, flows: [], variables: [] },
  instanceIds: ['a', 'b', 'c'],
  schedules: [],
  pace: { kind: 'asap', lanes: 1 },
};
const plan = (era: 'modern' | 'legacy') => ({ steps: [{ era } as PlanStep] });
const names = (
  wish: Partial<ReplayWish>,
  canGoDown: readonly string[] = [],
  era: 'modern' | 'legacy' = 'modern',
) =>
  batteryOf(plan(era), { ...WISH, ...wish }, canGoDown).map(({ name, instanceId }) =>
    instanceId === undefined ? name : `${name} ${instanceId}`,
  );

describe('the battery', () => {
  it('begins with round robin, then has the baseline twice and every other instance alone', () => {
    expect(names({})).toEqual([
      ...['round-robin', 'pinned a', 'pinned a', 'pinned b', 'pinned c'],
      ...['adversarial', 'fan-out', 'random', 'reorder'],
    ]);
  });

  it('takes an instance down where Hopscope runs it, the baseline only if it has to', () => {
    expect(names({}, ['a', 'c'])).toContain('failover c');
    expect(names({}, ['a'])).toContain('failover a');
  });

  it('keeps sessions where they were opened, where there are any', () => {
    expect(names({}, [], 'legacy').at(-1)).toBe('legacy-sticky');
  });

  it('mixes anew for each repetition, with another seed', () => {
    const seeds = batteryOf(plan('modern'), { ...WISH, seed: 5, repeat: 3 }, [])
      .filter(({ name }) => name === 'random')
      .map(({ seed }) => seed);
    expect(seeds).toEqual([5, 6, 7]);
  });

  it('adds to the schedules that are wanted what it takes to judge them', () => {
    expect(names({ schedules: [{ name: 'random', seed: 3 }] })).toEqual([
      ...['random', 'pinned a', 'pinned a', 'pinned b', 'pinned c'],
    ]);
  });

  it('has only the baseline for one instance, and nothing for none', () => {
    expect(names({ instanceIds: ['a'] })).toEqual(['pinned a', 'pinned a']);
    expect(names({ instanceIds: [] })).toEqual([]);
  });
});
