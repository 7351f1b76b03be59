import { expect, it } from 'vitest';
import { toggled } from '../../../../renderer/ui/toggled.ts';

it('puts in what was not there and takes out what was, in a set of its own', () => {
  const before = new Set([1]);
  expect(toggled(before, 2)).toEqual(new Set([1, 2]));
  expect(toggled(before, 1)).toEqual(new Set());
  expect(before).toEqual(new Set([1]));
});
