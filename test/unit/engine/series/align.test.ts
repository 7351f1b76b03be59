import { describe, expect, it } from 'vitest';
import { alignKeys, longestAscending } from '../../../../engine/series/align.ts';
import { createRandom } from '../../../../engine/random.ts';

/** The length of a longest common subsequence, by the book. */
function longest(one: readonly number[], other: readonly number[]): number {
  const width = other.length + 1;
  const table = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      table[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return at(0, 0);
}

/** How many go together; throws where they do not ascend, or are not equal. */
function matched(one: readonly number[], other: readonly number[]): number {
  let [last, count] = [-1, 0];
  for (const [at, otherAt] of alignKeys(one, other).entries()) {
    if (otherAt < 0) continue;
    expect(otherAt).toBeGreaterThan(last);
    expect(one[at]).toBe(other[otherAt]);
    [last, count] = [otherAt, count + 1];
  }
  return count;
}

describe('alignKeys', () => {
  it('finds as much as there is in short series', () => {
    const random = createRandom(7);
    for (let trial = 0; trial < 400; trial += 1) {
      const kinds = 2 + Math.floor(random() * 6);
      const list = (): number[] =>
        Array.from({ length: Math.floor(random() * 25) }, () => Math.floor(random() * kinds));
      const one = list();
      const other = random() < 0.5 ? one.filter(() => random() < 0.8) : list();
      expect(matched(one, other)).toBe(longest(one, other));
    }
  });

  it('keeps to one long piece that went missing', () => {
    const one = Array.from({ length: 6_000 }, (_, at) => at);
    expect(matched(one, [...one.slice(0, 1_000), ...one.slice(4_000)])).toBe(3_000);
  });

  it('comes to an end where little is alike, and finds much of it', () => {
    const random = createRandom(3);
    const list = (): number[] => Array.from({ length: 4_000 }, () => Math.floor(random() * 3));
    expect(matched(list(), list())).toBeGreaterThan(1_300);
    expect(matched([1, 1, 1], [2, 2])).toBe(0);
    expect(matched([], [1])).toBe(0);
  });
});

it('takes the longest part that ascends', () => {
  expect(
    longestAscending([
      [0, 5],
      [1, 1],
      [2, 2],
      [3, 9],
      [4, 3],
    ]),
  ).toEqual([
    [1, 1],
    [2, 2],
    [4, 3],
  ]);
});
