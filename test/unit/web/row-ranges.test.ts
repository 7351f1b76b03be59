import { describe, expect, it } from 'vitest';
import { RowRanges } from '../../../web/row-ranges.ts';

function rangesOf(...numbers: number[]): [number, number][] {
  const set = new RowRanges();
  for (const number of numbers) set.add(number);
  return set.ranges().map(({ from, to }) => [from, to]);
}

describe('RowRanges', () => {
  it.each<[number[], [number, number][]]>([
    [[], []],
    [[5], [[5, 5]]],
    [[5, 5, 5], [[5, 5]]],
    [[5, 6, 7, 6], [[5, 7]]],
    [[7, 6, 5], [[5, 7]]],
    [[5, 7, 6], [[5, 7]]],
    [
      [5, 7],
      [
        [5, 5],
        [7, 7],
      ],
    ],
    [
      [9, 1, 5, 2, 10],
      [
        [1, 2],
        [5, 5],
        [9, 10],
      ],
    ],
  ])('makes of %j %j', (numbers, ranges) => {
    expect(rangesOf(...numbers)).toEqual(ranges);
  });

  it('leaves an old row that keeps changing out of the range of the new ones', () => {
    const set = new RowRanges();
    for (let number = 1_000; number < 50_000; number += 1) {
      set.add(number);
      set.add(1);
    }
    expect(set.ranges()).toEqual([
      { from: 1, to: 1 },
      { from: 1_000, to: 49_999 },
    ]);
  });

  it('joins the closest two where there are too many, and loses none', () => {
    // 32 rows a thousand apart, then one two behind the tenth.
    const scattered = Array.from({ length: 32 }, (_, index) => 1 + index * 1_000);
    const ranges = rangesOf(...scattered, 9_003);
    expect(ranges).toHaveLength(32);
    expect(ranges[9]).toEqual([9_001, 9_003]);
    expect(ranges.filter(([from, to]) => from === to)).toHaveLength(31);
  });

  it('names every number that was added, in few disjoint ranges, whatever the order', () => {
    // A fixed sequence without a pattern: https://en.wikipedia.org/wiki/Linear_congruential_generator
    let state = 42;
    const numbers = Array.from({ length: 5_000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return 1 + (state % 20_000);
    });
    const ranges = rangesOf(...numbers);
    expect(ranges.length).toBeLessThanOrEqual(32);
    for (const number of numbers) {
      expect(ranges.filter(([from, to]) => from <= number && number <= to)).toHaveLength(1);
    }
    expect(ranges).toEqual([...ranges].sort(([a], [b]) => a - b));
  });
});
