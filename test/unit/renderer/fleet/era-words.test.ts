import { expect, it } from 'vitest';
import { ERA_CHOICES, eraSourceWords } from '../../../../renderer/fleet/era-words.ts';

it.each([
  ['detected', 'detected'],
  ['kept', 'kept from earlier'],
  ['set', 'set by hand'],
] as const)('says how an era is known that is %s', (eraSource, words) => {
  expect(eraSourceWords({ eraSource })).toBe(words);
});

it('says nothing of an era that nobody knows', () => {
  expect(eraSourceWords({})).toBe('');
  expect(eraSourceWords(undefined)).toBe('');
});

it('begins with what is detected', () => {
  expect(ERA_CHOICES.map(({ value }) => value)).toEqual(['auto', 'modern', 'legacy']);
});
