import { expect, it } from 'vitest';
import { numberFilter, showWords } from '../../../../../renderer/ui/reports/number-filter.ts';

it.each([
  [[7], 'number:7'],
  [[3, 4, 5, 6, 7, 12], 'number:3-7,12'],
  [[1, 3, 5], 'number:1,3,5'],
  [[8, 9], 'number:8-9'],
])('filters for %j', (numbers, filter) => {
  expect(numberFilter(numbers)).toBe(filter);
});

it('says how many of all uses are shown', () => {
  expect(showWords({ count: 1, latest: [7] })).toBe('Show the exchange in Traffic');
  expect(showWords({ count: 2, latest: [7, 8] })).toBe('Show the 2 exchanges in Traffic');
  expect(showWords({ count: 300, latest: [7, 8] })).toBe('Show the latest 2 exchanges in Traffic');
});
