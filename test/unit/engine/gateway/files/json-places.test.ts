import { expect, test } from 'vitest';
import { placesOf } from '../../../../../engine/gateway/files/json-places.ts';

test('knows where each value stands, and of what is not there what is around it', () => {
  const places = placesOf('{"a": [1,\n  {"b\\"": "x,]"}],\n "c":null}');
  expect(places([])).toBe('line 1, column 1');
  expect(places(['a'])).toBe('line 1, column 7');
  expect(places(['a', 0])).toBe('line 1, column 8');
  expect(places(['a', 1])).toBe('line 2, column 3');
  expect(places(['a', 1, 'b"'])).toBe('line 2, column 11');
  expect(places(['a', 1, 'none', 'deeper'])).toBe('line 2, column 3');
  expect(places(['c'])).toBe('line 3, column 6');
});

test('an empty text has a beginning', () => {
  expect(placesOf('')(['x'])).toBe('line 1, column 1');
});
