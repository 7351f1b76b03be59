import { expect, it } from 'vitest';
import { isJsonObject } from '../../../../shared/model/json.ts';

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
