import { expect, it } from 'vitest';
import { planInEra } from '../../../../../engine/replay/eras/era-plan.ts';
import type { ReplayPlan } from '../../../../../shared/model/replay-plan.ts';
import type { Schedule } from '../../../../../shared/model/replay-run.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

it('has in a plan and its schedules only what can be said in the era', () => {
  const plan: ReplayPlan = {
    captureId: 'c',
    captureName: 'c',
    steps: [
      madeStep(1, { method: 'server/discover' }),
      madeStep(2, { after: [1] }),
      madeStep(3, { after: [2] }),
    ],
    leftOut: [],
    flows: [],
    tools: [],
    variables: [],
    recordedOn: [],
    lanes: 1,
    lastedMs: 1,
  };
  const whole: Schedule = {
    choice: { name: 'pinned', seed: 1 },
    instanceIds: ['a'],
    steps: plan.steps.map(({ number, after }) => ({ number, to: ['a'], lane: 0, after })),
    says: 'All steps go to one instance.',
  };
  const legacy = planInEra(plan, 'legacy');
  expect([...legacy.gone.keys()]).toEqual([1]);
  expect(legacy.plan.steps.map(({ number, era, after }) => ({ number, era, after }))).toEqual([
    { number: 2, era: 'legacy', after: [] },
    { number: 3, era: 'legacy', after: [2] },
  ]);
  expect(legacy.schedule(whole)).toMatchObject({
    says: 'All steps go to one instance. In the legacy era.',
    steps: [
      { number: 2, after: [] },
      { number: 3, after: [2] },
    ],
  });
  expect(planInEra(plan, 'modern').plan.steps).toHaveLength(3);
});
