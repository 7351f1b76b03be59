import { describe, expect, it } from 'vitest';
import { isExactNumber, readNumberText } from '../../../../renderer/ui/number-text.ts';

describe('isExactNumber', () => {
  it.each(['0', '-0', '1', '-17', '1.0', '1.50', '1e3', '1E+3', '0.1', '9007199254740992', '1e21', '5e-324'])(
    'keeps %s',
    (text) => {
      expect(isExactNumber(text)).toBe(true);
    },
  );

  it.each([
    '9007199254740993',
    '12345678901234567890',
    '0.1000000000000000055511151231257827',
    '1e400',
    '-1e-400',
    '3.14159265358979323846',
  ])('sees that %s loses digits', (text) => {
    expect(isExactNumber(text)).toBe(false);
  });
});

describe('readNumberText', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    [' 12 ', { kind: 'number', value: 12 }],
    ['1.5e3', { kind: 'number', value: 1500 }],
    ['-', { kind: 'text' }],
    ['1.', { kind: 'text' }],
    ['05', { kind: 'text' }],
    ['1,5', { kind: 'text' }],
    ['NaN', { kind: 'text' }],
    ['0x10', { kind: 'text' }],
    ['12345678901234567890', { kind: 'inexact' }],
  ])('%j', (text, expected) => {
    expect(readNumberText(text)).toEqual(expected);
  });
});
