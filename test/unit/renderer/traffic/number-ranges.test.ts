import { expect, it } from 'vitest';
import { NumberRanges } from '../../../../renderer/traffic/number-ranges.ts';

it('tells the first gap, cut where it is too long', () => {
  const ranges = new NumberRanges();
  expect(ranges.gap(1, 10, 4)).toEqual({ from: 1, to: 4 });
  ranges.add(3, 4);
  ranges.add(8, 9);
  expect(ranges.gap(1, 10, 4)).toEqual({ from: 1, to: 2 });
  expect(ranges.gap(3, 10, 4)).toEqual({ from: 5, to: 7 });
  expect(ranges.gap(4, 6, 4)).toEqual({ from: 5, to: 6 });
  expect(ranges.gap(8, 10, 4)).toEqual({ from: 10, to: 10 });
  expect(ranges.gap(8, 9, 4)).toBeUndefined();
  expect(ranges.gap(11, 10, 4)).toBeUndefined();
});

it('tells the last gap, and what is in it', () => {
  const ranges = new NumberRanges();
  expect(ranges.gapBefore(1, 10, 4)).toEqual({ from: 7, to: 10 });
  ranges.add(3, 4);
  ranges.add(8, 9);
  expect(ranges.gapBefore(1, 10, 4)).toEqual({ from: 10, to: 10 });
  expect(ranges.gapBefore(1, 9, 2)).toEqual({ from: 6, to: 7 });
  expect(ranges.gapBefore(6, 9, 4)).toEqual({ from: 6, to: 7 });
  expect(ranges.gapBefore(1, 4, 4)).toEqual({ from: 1, to: 2 });
  expect(ranges.gapBefore(3, 4, 4)).toBeUndefined();
  expect(ranges.gapBefore(11, 10, 4)).toBeUndefined();
  expect([2, 3, 4, 5].map((number) => ranges.has(number))).toEqual([false, true, true, false]);
});

it('joins what touches or overlaps, and takes nothing for nothing', () => {
  const ranges = new NumberRanges();
  ranges.add(5, 4);
  expect(ranges.gap(1, 10, 10)).toEqual({ from: 1, to: 10 });
  ranges.add(2, 3);
  ranges.add(6, 7);
  ranges.add(4, 5);
  expect(ranges.gap(2, 10, 10)).toEqual({ from: 8, to: 10 });
  ranges.add(1, 20);
  expect(ranges.gap(1, 20, 10)).toBeUndefined();
});

it('is the set of what was added, in whatever order', () => {
  const ranges = new NumberRanges();
  const added = new Set<number>();
  for (let turn = 0; turn < 200; turn += 1) {
    const from = ((turn * 7_919) % 997) + 1;
    const to = from + (turn % 5);
    ranges.add(from, to);
    for (let number = from; number <= to; number += 1) added.add(number);
  }
  const missing: number[] = [];
  for (let from = 1; ;) {
    const gap = ranges.gap(from, 1_000, 3);
    if (!gap) break;
    for (let number = gap.from; number <= gap.to; number += 1) missing.push(number);
    from = gap.to + 1;
  }
  const wanted = Array.from({ length: 1_000 }, (_, index) => index + 1).filter(
    (number) => !added.has(number),
  );
  expect(missing).toEqual(wanted);
  missing.length = 0;
  for (let to = 1_000; ;) {
    const gap = ranges.gapBefore(1, to, 3);
    if (!gap) break;
    for (let number = gap.to; number >= gap.from; number -= 1) missing.push(number);
    to = gap.from - 1;
  }
  expect(missing.reverse()).toEqual(wanted);
});
