import { expect, it } from 'vitest';
import { isWhole, readWholePlan } from '../../../../../renderer/replay/plan/whole-plan.ts';
import { fakeBridge, flowOf, Refusal } from '../fake-replay.ts';

const STEPS = Array.from({ length: 1203 }, (_, index) => ({
  number: 2 * index + 1,
  method: 'tools/call',
  name: 'x',
}));

it('reads all pages of steps and flows', async () => {
  const { bridge, inputs } = fakeBridge({
    'replay.planSteps': ({ from, limit }: { from: number; limit: number }) => ({
      steps: STEPS.slice(from, from + limit),
      total: STEPS.length,
    }),
    'replay.planFlows': () => ({ flows: [flowOf('f', 1, [3])], total: 1 }),
  });
  const read = await readWholePlan(bridge, 'plan-1', () => true);
  if (!read?.ok) throw new Error('not read');
  expect(read.value.steps).toHaveLength(1203);
  expect(read.value.byNumber.get(2405)?.index).toBe(1202);
  expect(read.value.flows).toHaveLength(1);
  expect(inputs('replay.planSteps')).toHaveLength(3);
});

it('stops where nobody wants it any more, and hands on what went wrong', async () => {
  const { bridge, inputs } = fakeBridge({
    'replay.planSteps': () => ({ steps: STEPS.slice(0, 500), total: 1203 }),
  });
  expect(await readWholePlan(bridge, 'plan-1', () => false)).toBeUndefined();
  expect(inputs('replay.planSteps')).toHaveLength(1);
  const forgotten = fakeBridge({
    'replay.planSteps': () => {
      throw new Refusal('NOT_FOUND', 'The plan is forgotten.');
    },
  });
  expect(await readWholePlan(forgotten.bridge, 'plan-1', () => true)).toMatchObject({ ok: false });
});

it('knows which plans are too large', () => {
  expect(isWhole({ steps: 5000, flows: 5000 })).toBe(true);
  expect(isWhole({ steps: 5001, flows: 0 })).toBe(false);
  expect(isWhole({ steps: 10, flows: 5001 })).toBe(false);
});
