import { expect, it } from 'vitest';
import { exactJson } from '../../../../engine/mock/exact-json.ts';

it.each([
  '{"id":12345678901234567890,"price":1.50,"big":1e400,"zero":-0}',
  '{"a":[1,2.5,"1.0"],"b":{"c":null}}',
  '"text"',
])('writes %s as it was', (text) => {
  expect(JSON.stringify(exactJson(text))).toBe(text);
});

it('is undefined where it is no JSON', () => {
  expect(exactJson('{"a":')).toBeUndefined();
  expect(exactJson('{"a":1234567890123456789')).toBeUndefined();
});
