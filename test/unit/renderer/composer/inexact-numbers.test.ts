import { describe, expect, it } from 'vitest';
import { firstInexact } from '../../../../renderer/composer/inexact-numbers.ts';

describe('firstInexact', () => {
  it('finds the number that loses digits, with its line', () => {
    expect(firstInexact('{\n  "a": 1.50,\n  "b": [12345678901234567890]\n}')).toEqual({
      text: '12345678901234567890',
      line: 3,
      becomes: '12345678901234567000',
    });
    expect(firstInexact('1e400')?.becomes).toBe('null');
  });

  it('looks at numbers only', () => {
    expect(
      firstInexact('{"12345678901234567890": "9007199254740993 \\" 9007199254740993", "x": 1}'),
    ).toBeUndefined();
    expect(firstInexact('not JSON 1')).toBeUndefined();
    expect(firstInexact('')).toBeUndefined();
  });
});
