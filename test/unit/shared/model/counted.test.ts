import { expect, test } from 'vitest';
import { counted, countText } from '../../../../shared/model/counted.ts';

test('numbers are grouped', () => {
  expect([0, 999, 1204, 1_000_000].map(countText)).toEqual(['0', '999', '1,204', '1,000,000']);
});

test('one is told from many', () => {
  expect([0, 1, 2, 55_000].map((count) => counted(count, 'step'))).toEqual([
    '0 steps',
    '1 step',
    '2 steps',
    '55,000 steps',
  ]);
  expect([1, 2].map((count) => counted(count, 'step is', 'steps are'))).toEqual(['1 step is', '2 steps are']);
});
