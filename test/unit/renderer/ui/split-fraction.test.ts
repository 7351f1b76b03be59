import { describe, expect, it } from 'vitest';
import { limitFraction, readFraction } from '../../../../renderer/ui/split-fraction.ts';

describe('limitFraction', () => {
  const limits = { total: 1000, minFirst: 300, minSecond: 200 };

  it('leaves a share that fits alone, and holds both least sizes', () => {
    expect(limitFraction(0.5, limits)).toBe(0.5);
    expect(limitFraction(0.1, limits)).toBe(0.3);
    expect(limitFraction(0.95, limits)).toBe(0.8);
  });

  it('shares a room that is too small in proportion', () => {
    expect(limitFraction(0.9, { ...limits, total: 400 })).toBe(0.6);
  });

  it('does not divide by a room that has no size yet', () => {
    expect(limitFraction(0.4, { ...limits, total: 0 })).toBe(0.4);
  });
});

describe('readFraction', () => {
  it('takes shares and nothing else', () => {
    expect(readFraction(0.3)).toBe(0.3);
    expect([0, 1, -1, Number.NaN, '0.3', null].map(readFraction)).toEqual(Array(6).fill(undefined));
  });
});
