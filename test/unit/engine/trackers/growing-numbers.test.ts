import { expect, it } from 'vitest';
import { GrowingNumbers } from '../../../../engine/trackers/growing-numbers.ts';

it('keeps numbers once each, ascending, however high they are', () => {
  const numbers = new GrowingNumbers();
  for (const number of [5, 31, 32, 5, 1, 1_000_000, 63]) numbers.add(number);
  expect([...numbers]).toEqual([1, 5, 31, 32, 63, 1_000_000]);
  expect(numbers.size).toBe(6);
});
