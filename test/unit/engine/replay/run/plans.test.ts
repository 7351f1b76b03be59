import { beforeEach, describe, expect, it } from 'vitest';
import {
  isHeld,
  pageOf,
  Plans,
  summaryOf,
  type KeptPlan,
  type PlanSource,
} from '../../../../../engine/replay/run/plans.ts';
import type { PlanWish } from '../../../../../shared/model/replay-plan.ts';
import { samplePlan, sampleSchedule, sampleStep } from '../../../../support/replay/run-samples.ts';

const wish = (captureId: string): PlanWish => ({
  captureId,
  allow: { tools: [] },
  flows: [],
  variables: [],
});

describe('Plans', () => {
  let made: string[];
  let scheduled: number;
  let exchanges: number;
  let plans: Plans;
  beforeEach(() => {
    made = [];
    scheduled = 0;
    exchanges = 10;
    const source: PlanSource = {
      plan: ({ captureId }) => {
        made.push(captureId);
        return Promise.resolve(samplePlan([sampleStep(1), sampleStep(2, { safety: 'held' })]));
      },
      cancelPlan: (job) => {
        made.push(`cancelled ${job}`);
      },
      exchanges: () => exchanges,
      schedule: (plan) => {
        scheduled += 1;
        return sampleSchedule(plan);
      },
    };
    plans = new Plans(source);
  });

  it('makes the same plan once, as long as its capture has not grown', async () => {
    const first = await plans.make(wish('a'));
    expect(await plans.make(wish('a'))).toBe(first);
    exchanges += 1;
    expect((await plans.make(wish('a'))).id).not.toBe(first.id);
    expect(made).toEqual(['a', 'a']);
  });

  it('reads nothing again where only what is allowed has changed', async () => {
    const first = await plans.make(wish('a'));
    const allowed = await plans.make({ ...wish('a'), allow: { tools: [], all: true } });
    expect(made).toEqual(['a']);
    expect([first.held, allowed.held]).toEqual([1, 0]);
    expect(allowed.id).not.toBe(first.id);
    expect(await plans.make(wish('a'))).toBe(first);
    await plans.make({ ...wish('a'), range: { from: 1, to: 1 }, allow: { tools: [], all: true } });
    exchanges += 1;
    await plans.make({ ...wish('a'), allow: { tools: [], all: true } });
    expect(made).toEqual(['a', 'a', 'a']);
  });

  it('remembers the last four that were asked for', async () => {
    const kept: KeptPlan[] = [];
    for (const id of ['a', 'b', 'c', 'd']) kept.push(await plans.make(wish(id)));
    plans.find(kept[0]?.id ?? '');
    await plans.make(wish('e'));
    expect(plans.find(kept[0]?.id ?? '').wish.captureId).toBe('a');
    expect(() => plans.find(kept[1]?.id ?? '')).toThrow('make it again');
  });

  it('works a schedule out once for all its pages', async () => {
    const { id } = await plans.make(wish('a'));
    plans.schedule(id, { name: 'pinned' }, ['x']);
    plans.schedule(id, { name: 'pinned' }, ['x']);
    expect(scheduled).toBe(1);
    plans.schedule(id, { name: 'pinned' }, ['y']);
    expect(scheduled).toBe(2);
  });

  it('counts what is held and left out', async () => {
    const kept = await plans.make(wish('a'));
    const left = { number: 9, method: 'x', name: '', says: '' };
    const leftOut = (['stream', 'notification', 'stream'] as const).map((reason) => ({ ...left, reason }));
    const summary = summaryOf({ ...kept, plan: { ...kept.plan, leftOut } });
    expect(summary).toMatchObject({
      id: kept.id,
      steps: 2,
      held: 1,
      flows: 0,
      leftOut: { stream: 2, notification: 1 },
    });
    expect(isHeld(sampleStep(1))).toBe(false);
  });
});

it('gives a page and how many there are', () => {
  expect(pageOf([1, 2, 3], { from: 1, limit: 1 })).toEqual({ page: [2], total: 3 });
  expect(pageOf([1, 2, 3], { from: 7, limit: 1 })).toEqual({ page: [], total: 3 });
});
