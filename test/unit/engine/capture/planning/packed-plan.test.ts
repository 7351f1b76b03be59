import { expect, it } from 'vitest';
import { packPlan, unpackPlan } from '../../../../../engine/capture/planning/packed-plan.ts';
import { SAFETIES, STEP_KINDS, type ReplayPlan } from '../../../../../shared/model/replay-plan.ts';
import { flow, planOf, session, step } from '../../../../support/replay/planned.ts';

const plan: ReplayPlan = {
  ...planOf(session()),
  flows: [flow(1, [2])],
  steps: [
    ...STEP_KINDS.map((kind, index) => step({ number: index + 1, kind, name: `name ${String(index % 2)}` })),
    ...SAFETIES.map((safety, index) =>
      step({ number: 20 + index, safety, era: 'legacy', after: [1, 2, 19] }),
    ),
    step({
      number: 30,
      after: [29],
      tookMs: 1.25,
      offsetMs: 0.5,
      follows: 29,
      failedThen: true,
      client: 3,
      lane: 2,
    }),
    step({ number: 31, until: 'ended', method: 'tasks/get', because: '', tool: '' }),
    step({ number: 4_000_000_000, until: 'asks', after: [31], tookMs: 0 }),
  ],
};

it('gives the same plan back, over a thread as well', () => {
  const packed = packPlan(plan);
  const { values, after } = packed.steps;
  const travelled = structuredClone(packed, { transfer: [values.buffer, after.buffer] });
  expect(unpackPlan(travelled)).toEqual(plan);
});

it('carries each text once', () => {
  const { texts } = packPlan(plan).steps;
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts).toContain('name 1');
});

it('has none of a plan without steps', () => {
  expect(unpackPlan(packPlan({ ...plan, steps: [] }))).toEqual({ ...plan, steps: [] });
});
