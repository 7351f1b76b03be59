import { expect, it } from 'vitest';
import { nextStop, type Stop } from '../../../../renderer/ui/graph-keys.ts';

const HEIGHTS = [[10, 50, 90], [60], [], [0, 1, 2, 80]];

it.each<[string, Stop, Stop]>([
  ['ArrowDown', { group: 0, index: 0 }, { group: 0, index: 1 }],
  ['ArrowDown', { group: 0, index: 2 }, { group: 0, index: 2 }],
  ['ArrowUp', { group: 0, index: 1 }, { group: 0, index: 0 }],
  ['ArrowUp', { group: 0, index: 0 }, { group: 0, index: 0 }],
  ['Home', { group: 0, index: 2 }, { group: 0, index: 0 }],
  ['End', { group: 3, index: 0 }, { group: 3, index: 3 }],
  ['ArrowRight', { group: 0, index: 2 }, { group: 1, index: 0 }],
  // The third group is empty.
  ['ArrowRight', { group: 1, index: 0 }, { group: 3, index: 3 }],
  ['ArrowLeft', { group: 3, index: 3 }, { group: 1, index: 0 }],
  ['ArrowLeft', { group: 1, index: 0 }, { group: 0, index: 1 }],
  ['ArrowLeft', { group: 0, index: 1 }, { group: 0, index: 1 }],
  ['ArrowRight', { group: 3, index: 0 }, { group: 3, index: 0 }],
])('%s from %o to %o', (key, from, to) => {
  expect(nextStop(HEIGHTS, from, key)).toEqual(to);
});

it('knows no other key', () => {
  expect(nextStop(HEIGHTS, { group: 0, index: 0 }, 'a')).toBeUndefined();
});
