import { expect, it } from 'vitest';
import type { Captures } from '../../../../../engine/capture/captures.ts';
import { packPlan } from '../../../../../engine/capture/planning/packed-plan.ts';
import { createPlanJobs } from '../../../../../engine/capture/planning/plan-jobs.ts';
import { WorkControl } from '../../../../../engine/capture/work-control.ts';
import type { PlanWish } from '../../../../../shared/model/replay-plan.ts';
import { samplePlan, sampleStep } from '../../../../support/replay/run-samples.ts';

const WISH: PlanWish = { captureId: 'c', allow: { tools: [] }, flows: [], variables: [] };

/** A worker that answers when it is told to. */
function setUp() {
  const asked: { readonly control: SharedArrayBuffer; readonly answer: () => void }[] = [];
  const ask = (_: string, __: string, { control }: { control: SharedArrayBuffer }) =>
    new Promise((resolve) => {
      asked.push({
        control,
        answer: () => {
          new WorkControl(control).watch().progress(6, 6);
          resolve(packPlan(samplePlan([sampleStep(1)])));
        },
      });
    });
  const told: unknown[] = [];
  const jobs = createPlanJobs({ ask } as unknown as Captures, (progress) => told.push(progress));
  return { jobs, asked, told };
}

it('tells of a plan by the name that it was given, and of none without', async () => {
  const { jobs, asked, told } = setUp();
  const plans = [jobs.plan(WISH, 'mine'), jobs.plan(WISH)];
  for (const { answer } of asked) answer();
  for (const plan of await Promise.all(plans)) expect(plan.steps).toHaveLength(1);
  expect(told).toEqual([{ job: 'mine', done: 6, total: 6 }]);
});

it('cancels the one of that name only, as long as it is being made', async () => {
  const { jobs, asked } = setUp();
  const plans = [jobs.plan(WISH, 'mine'), jobs.plan(WISH, 'yours')];
  const isCancelled = () => asked.map(({ control }) => new WorkControl(control).watch().cancelled());
  jobs.cancelPlan('mine');
  jobs.cancelPlan('nobody’s');
  expect(isCancelled()).toEqual([true, false]);
  for (const { answer } of asked) answer();
  await Promise.all(plans);
  jobs.cancelPlan('yours');
  expect(isCancelled()).toEqual([true, false]);
});

it('makes no two plans of one name at the same time', async () => {
  const { jobs, asked } = setUp();
  const first = jobs.plan(WISH, 'mine');
  await expect(jobs.plan(WISH, 'mine')).rejects.toMatchObject({ code: 'CONFLICT' });
  asked[0]?.answer();
  await first;
  const again = jobs.plan(WISH, 'mine');
  asked[1]?.answer();
  expect((await again).steps).toHaveLength(1);
});
