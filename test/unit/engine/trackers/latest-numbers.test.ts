import { describe, expect, it } from 'vitest';
import { withLatest } from '../../../../engine/trackers/latest-numbers.ts';

const all = (numbers: readonly number[]): readonly number[] => numbers.reduce(withLatest, []);

describe('withLatest', () => {
  it('keeps them ascending whatever their order, each once', () => {
    expect(all([3, 1, 7, 3, 2])).toEqual([1, 2, 3, 7]);
  });

  it('keeps the twenty highest', () => {
    const rising = Array.from({ length: 50 }, (_, index) => index + 1);
    const kept = rising.slice(30);
    expect(all(rising)).toEqual(kept);
    expect(all(rising.toReversed())).toEqual(kept);
    expect(withLatest(kept, 30)).toBe(kept);
  });
});
