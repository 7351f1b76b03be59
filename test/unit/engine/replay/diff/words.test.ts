import { describe, expect, it } from 'vitest';
import { Words } from '../../../../../engine/replay/diff/words.ts';

describe('Words', () => {
  it('has one number for equal texts', () => {
    const words = new Words();
    expect([words.numberOf('a'), words.numberOf('b'), words.numberOf('a')]).toEqual([0, 1, 0]);
    expect(words.textOf(1)).toBe('b');
    expect(words.textOf(9)).toBe('');
  });

  it('goes on to know all texts where it does not look for equal ones any more', () => {
    const words = new Words();
    for (let index = 0; index < 200_001; index += 1) words.numberOf(String(index));
    expect(words.textOf(words.numberOf('0'))).toBe('0');
    expect([words.textOf(0), words.textOf(200_000)]).toEqual(['0', '200000']);
  });
});
