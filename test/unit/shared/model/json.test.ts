import { expect, it } from 'vitest';
import { isJsonObject, jsonOf, type JsonValue } from '../../../../shared/model/json.ts';

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
])('isJsonObject of %j is %s', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});

it('writes JSON of any depth, or says that it cannot', () => {
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(jsonOf({ a: [1, 'b'] })).toBe('{"a":[1,"b"]}');
  expect(jsonOf(deep)).toBe('(nested too deep)');
});
