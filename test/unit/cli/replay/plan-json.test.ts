import { expect, it } from 'vitest';
import { planDocument } from '../../../../cli/replay/plan-json.ts';
import { INSTANCES, samplePlan } from './sample-plan.ts';

it('has all of the plan, and instances by their names', () => {
  const plan = samplePlan();
  const [schedule] = plan.schedules;
  if (!schedule) throw new Error('a sample without a schedule');
  const pinned = { ...schedule, choice: { name: 'pinned', instanceId: 'b' } as const };
  expect(planDocument('1.2.3', { ...plan, schedules: [schedule, pinned] }, INSTANCES)).toEqual({
    tool: { name: 'hopscope', version: '1.2.3' },
    capture: 'monday.hopscope',
    recordedOn: ['shop'],
    lanes: 1,
    lastedMs: 1_500,
    held: 1,
    steps: plan.steps,
    leftOut: plan.leftOut,
    flows: plan.flows,
    tools: plan.summary.tools,
    variables: plan.summary.variables,
    schedules: [
      {
        name: 'random',
        seed: 7,
        says: 'Each step goes anywhere.',
        steps: [
          { number: 3, to: ['alpha', 'beta'] },
          { number: 5, to: ['beta'] },
        ],
      },
      expect.objectContaining({ name: 'pinned', instance: 'beta' }),
    ],
  });
});
