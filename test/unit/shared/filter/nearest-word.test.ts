import { expect, it } from 'vitest';
import { nearestWord } from '../../../../shared/filter/nearest-word.ts';

const WORDS = ['method', 'name', 'instance', 'is'];

it.each([
  ['method', 'method'],
  ['metod', 'method'],
  ['mehtod', 'method'],
  ['methods', 'method'],
  ['nmae', 'name'],
  ['instnace', 'instance'],
  ['it', 'is'],
  ['colour', undefined],
  ['xyz', undefined],
])('%s is probably %s', (typed, meant) => {
  expect(nearestWord(typed, WORDS)).toBe(meant);
});
