import { expect, it } from 'vitest';
import { createRandom } from '../../../../../engine/random.ts';
import { reordered } from '../../../../../engine/replay/schedules/reorder.ts';
import { step } from '../../../../support/replay/planned.ts';

it.each([1, 2, 3, 4, 5])('has every step once, each behind all that it depends on (seed %i)', (seed) => {
  const random = createRandom(seed);
  const steps = Array.from({ length: 200 }, (_, index) => {
    const after = Array.from({ length: Math.floor(random() * 3) }, () => Math.floor(random() * index) + 1);
    return step({ number: index + 1, after: index === 0 ? [] : [...new Set(after)] });
  });
  const order = reordered(steps, seed).map(({ number }) => number);
  expect(order.toSorted((one, other) => one - other)).toEqual(steps.map(({ number }) => number));
  const at = new Map(order.map((number, index) => [number, index]));
  for (const { number, after } of steps) {
    for (const before of after) expect(at.get(before)).toBeLessThan(at.get(number) ?? 0);
  }
  expect(order).not.toEqual(steps.map(({ number }) => number));
  expect(reordered(steps, seed).map(({ number }) => number)).toEqual(order);
  expect(reordered(steps, seed + 1).map(({ number }) => number)).not.toEqual(order);
});

it('waits for nobody who is not there', () => {
  expect(reordered([step({ number: 2, after: [1] })], 1)).toHaveLength(1);
});
