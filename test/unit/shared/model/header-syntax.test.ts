import { expect, test } from 'vitest';
import {
  faultInHeaderName,
  faultInHeaderValue,
  isHeaderName,
  isHeaderValue,
} from '../../../../shared/model/header-syntax.ts';

/** RFC 9110 section 5.6.2, written out. */
const TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

test('every single character below U+0120, as a name and as a value', () => {
  for (let code = 0; code < 0x120; code += 1) {
    const character = String.fromCharCode(code);
    const inName = TOKEN_CHARACTERS.includes(character);
    const inValue = code === 9 || (code >= 0x20 && code <= 0xff && code !== 0x7f);
    expect([code, isHeaderName(character)]).toEqual([code, inName]);
    expect([code, faultInHeaderName(`ab${character}`)]).toEqual([code, inName ? undefined : character]);
    expect([code, isHeaderValue(character)]).toEqual([code, inValue]);
    expect([code, faultInHeaderValue(`ab${character}`)]).toEqual([code, inValue ? undefined : character]);
  }
});

test('a name cannot be empty, a value can', () => {
  expect(isHeaderName('')).toBe(false);
  expect(faultInHeaderName('')).toBeUndefined();
  expect(isHeaderValue('')).toBe(true);
});

test('a character outside the basic plane is named whole', () => {
  expect(faultInHeaderName('x😀')).toBe('😀');
  expect(faultInHeaderValue('x😀')).toBe('😀');
});
