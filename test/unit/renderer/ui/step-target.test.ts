import { expect, it } from 'vitest';
import { stepTarget } from '../../../../renderer/ui/step-target.ts';

it.each([
  ['j', 4, 5],
  ['ArrowUp', 4, 3],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 9],
  ['PageUp', 4, 0],
  ['Home', 4, 0],
  ['End', 4, 9],
  ['x', 4, undefined],
])('%s leads from %i to %s', (key, at, target) => {
  expect(stepTarget(key, at, 9, 8)).toBe(target);
});
