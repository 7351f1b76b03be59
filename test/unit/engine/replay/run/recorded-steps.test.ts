import { expect, it } from 'vitest';
import type { StoredStep } from '../../../../../engine/capture/planning/plan-messages.ts';
import { RecordedSteps } from '../../../../../engine/replay/run/recorded-steps.ts';

function stepsOf(missing: readonly number[] = []) {
  const asked: number[][] = [];
  const told: number[] = [];
  const steps = new RecordedSteps(
    (numbers) => {
      asked.push([...numbers]);
      return Promise.resolve(
        numbers
          .filter((number) => !missing.includes(number))
          .map((number) => ({ number, draft: {}, answer: { result: number } }) as unknown as StoredStep),
      );
    },
    ({ number }) => told.push(number),
  );
  return { steps, asked, told };
}

it('asks for what it does not know yet, and tells of each recorded answer once', async () => {
  const { steps, asked, told } = stepsOf([4]);
  expect([...(await steps.drafts([3, 4])).keys()]).toEqual([3]);
  expect((await steps.steps([5, 3])).map(({ number }) => number)).toEqual([5, 3]);
  expect(asked).toEqual([[3, 4], [5]]);
  expect(told).toEqual([3, 5]);
});

it('keeps as many as a proof needs, and asks again for the others without telling again', async () => {
  const { steps, asked, told } = stepsOf();
  const all = Array.from({ length: 2_500 }, (_each, index) => index + 1);
  await steps.drafts(all);
  await steps.drafts([1]);
  await steps.drafts([2_500]);
  expect(asked.map(({ length }) => length)).toEqual([2_500, 1]);
  expect(told).toHaveLength(2_500);
});
