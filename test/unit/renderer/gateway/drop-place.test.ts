import { expect, it } from 'vitest';
import { dropPlace } from '../../../../renderer/gateway/drop-place.ts';

const IDS = ['a', 'b', 'c', 'd'];

it.each([
  ['a', 'c', 'upper', 1],
  ['a', 'c', 'lower', 2],
  ['a', 'd', 'lower', 3],
  ['d', 'a', 'upper', 0],
  ['d', 'a', 'lower', 1],
  // Where it stands already.
  ['b', 'a', 'lower', undefined],
  ['b', 'c', 'upper', undefined],
  ['b', 'b', 'upper', undefined],
  ['x', 'b', 'upper', undefined],
] as const)('%s dropped on %s, %s half: place %s', (dragged, over, half, expected) => {
  expect(dropPlace(IDS, dragged, over, half)).toBe(expected);
});
