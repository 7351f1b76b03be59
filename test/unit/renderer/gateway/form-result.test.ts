import { expect, it } from 'vitest';
import { isToken, wholeNumber } from '../../../../renderer/gateway/form-result.ts';

it.each([
  ['0', 0],
  [' 12 ', 12],
  ['100', 100],
  ['101', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e1', undefined],
  ['', undefined],
  ['9999999999999999', undefined],
])('reads %j as %s', (text, expected) => {
  expect(wholeNumber(text, 0, 100)).toBe(expected);
});

it('knows tokens', () => {
  expect(['Mcp-Method', 'x', 'a.b~c'].every(isToken)).toBe(true);
  expect(['', 'a b', 'a:', 'ä', '"a"'].some(isToken)).toBe(false);
});
