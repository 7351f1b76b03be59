import { expect, it } from 'vitest';
import {
  listed,
  namesOf,
  ownerWords,
  stepWords,
  valueWords,
} from '../../../../../engine/replay/prove/wording.ts';

it('names a step by its tool, and by its method where the name says nothing', () => {
  expect(stepWords({ number: 12, method: 'tools/call', name: 'basket_get' })).toBe('#12 basket_get');
  expect(stepWords({ number: 3, method: 'tools/list', name: '' })).toBe('#3 tools/list');
  expect(stepWords({ number: 9, method: 'tasks/get', name: '7f3a' })).toBe('#9 tasks/get');
});

it('lists a few, and counts the rest of many', () => {
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

it('writes values short', () => {
  expect(valueWords(undefined)).toBe('nothing');
  expect(valueWords('EUR')).toBe('"EUR"');
  expect(valueWords({ a: 'x'.repeat(100) })).toHaveLength(60);
});

it('knows instances by name, and others by their id', () => {
  const nameOf = namesOf([{ id: '1', name: 'alpha' }]);
  expect([nameOf('1'), nameOf('2'), ownerWords(nameOf('1'))]).toEqual(['alpha', '2', 'alpha’s']);
});
