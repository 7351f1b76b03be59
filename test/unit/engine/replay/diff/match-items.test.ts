import { describe, expect, it } from 'vitest';
import { matchItems } from '../../../../../engine/replay/diff/match-items.ts';
import { createRandom } from '../../../../../engine/random.ts';

const named = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

describe('matchItems', () => {
  it('matches what has a name by it, and tells another order of what both have', () => {
    expect(matchItems(named('a', 'b', 'c'), named('c', 'x', 'a'), false)).toEqual({
      pairs: [
        [0, 2],
        [2, 0],
      ],
      removed: [1],
      added: [1],
      order: { left: ['a', 'c'], right: ['c', 'a'] },
    });
  });

  it('sees no other order where something came in between', () => {
    const matching = matchItems(named('a', 'b'), named('x', 'a', 'y', 'b'), false);
    expect(matching).toEqual({
      pairs: [
        [0, 1],
        [1, 3],
      ],
      removed: [],
      added: [0, 2],
    });
  });

  it('takes ids that were all minted anew for the same items', () => {
    const items = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));
    expect(matchItems(items('b-1', 'b-2'), items('b-8', 'b-9'), false).pairs).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(matchItems(items('b-1', 'b-2'), items('b-1', 'b-9'), false)).toEqual({
      pairs: [
        [0, 0],
        [1, 1],
      ],
      removed: [],
      added: [],
    });
  });

  it('keeps to the longest sequence that both hold', () => {
    expect(matchItems([1, 2, 3, 4], [2, 3, 9, 4], false)).toEqual({
      pairs: [
        [1, 0],
        [2, 1],
        [3, 3],
      ],
      removed: [0],
      added: [2],
    });
  });

  it('asks for no order in a set, but counts', () => {
    expect(matchItems(['a', 'b', 'b'], ['b', 'a', 'c'], true)).toEqual({
      pairs: [
        [0, 1],
        [1, 0],
      ],
      removed: [2],
      added: [2],
    });
    expect(matchItems(named('a', 'b'), named('b', 'a'), true).order).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('uses each item once, whatever comes (seed %i)', (seed) => {
    const random = createRandom(seed);
    const items = (): number[] =>
      Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 5));
    for (let round = 0; round < 50; round += 1) {
      const [left, right] = [items(), items()];
      for (const set of [true, false]) {
        const { pairs, removed, added } = matchItems(left, right, set);
        expect([...pairs.map(([one]) => one), ...removed].sort((a, b) => a - b)).toEqual([...left.keys()]);
        expect([...pairs.map(([, other]) => other), ...added].sort((a, b) => a - b)).toEqual([
          ...right.keys(),
        ]);
      }
    }
  });
});
