import { expect, it } from 'vitest';
import type { StoredStep } from '../../../../../engine/capture/planning/packed-step.ts';
import { RecordedSteps } from '../../../../../engine/replay/run/recorded-steps.ts';

function stepsOf(count: number, missing: readonly number[] = []) {
  const asked: number[][] = [];
  const told: number[] = [];
  const steps = new RecordedSteps(
    count,
    (numbers) => {
      asked.push([...numbers]);
      return Promise.resolve(
        numbers
          .filter((number) => !missing.includes(number))
          .map(
            (number) =>
              ({ number, draft: {}, answer: `{"result":${String(number)}}` }) as unknown as StoredStep,
          ),
      );
    },
    ({ number }) => told.push(number),
  );
  return { steps, asked, told };
}

it('asks for what it does not know yet, and tells of each recorded answer once', async () => {
  const { steps, asked, told } = stepsOf(5, [4]);
  expect([...(await steps.drafts([3, 4])).keys()]).toEqual([3]);
  expect((await steps.steps([5, 3])).map(({ number }) => number)).toEqual([5, 3]);
  expect(asked).toEqual([[3, 4], [5]]);
  expect(told).toEqual([3, 5]);
});

it('keeps the steps of a plan that a proof may send hundreds of times', async () => {
  const { steps, asked } = stepsOf(2_000);
  await steps.drafts([1, 2]);
  await steps.drafts([2, 1, 3]);
  expect(asked).toEqual([[1, 2], [3]]);
});

it('lets those of a long plan pass by, and tells of none twice', async () => {
  const { steps, asked, told } = stepsOf(2_001);
  await steps.drafts([1, 2]);
  await steps.drafts([2]);
  expect(asked).toEqual([[1, 2], [2]]);
  expect(told).toEqual([1, 2]);
});
