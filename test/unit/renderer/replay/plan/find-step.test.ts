import { expect, it } from 'vitest';
import { findStep } from '../../../../../renderer/replay/plan/find-step.ts';
import { fakeBridge } from '../fake-replay.ts';

/** Steps whose numbers ascend but for pairs that overlapped. */
function bridgeOf(count: number) {
  const numbers = Array.from(
    { length: count },
    (_, index) => 3 * (index % 10 === 4 ? index + 1 : index % 10 === 5 ? index - 1 : index) + 1,
  );
  return {
    numbers,
    ...fakeBridge({
      'replay.planSteps': ({ from, limit }: { from: number; limit: number }) => ({
        steps: numbers.slice(from, from + limit).map((number) => ({ number })),
        total: count,
      }),
    }),
  };
}

it('finds each step of a small plan, and none that is not there', async () => {
  const { bridge, numbers } = bridgeOf(200);
  for (const number of numbers) expect((await findStep(bridge, 'plan-1', number))?.number).toBe(number);
  for (const number of [0, 2, 302, 100_000]) expect(await findStep(bridge, 'plan-1', number)).toBeUndefined();
});

it('asks little of a large one', async () => {
  const { bridge, inputs } = bridgeOf(100_000);
  expect((await findStep(bridge, 'plan-1', 3 * 77_777 + 1))?.number).toBe(3 * 77_777 + 1);
  expect(inputs('replay.planSteps').length).toBeLessThan(20);
});

it('finds nothing in an empty plan or where the plan is forgotten', async () => {
  expect(await findStep(bridgeOf(0).bridge, 'plan-1', 1)).toBeUndefined();
  expect(await findStep(fakeBridge({}).bridge, 'plan-1', 1)).toBeUndefined();
});
