import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../../../engine/replay/diff/value-shape.ts';

describe('shapeOf', () => {
  it.each([
    ['2026-11-26T01:22:33.123Z', '2025-01-02T03:04:05Z'],
    ['2026-11-26', '2025-01-02'],
    ['Thu, 26 Nov 2026 01:22:33 GMT', 'Fri, 1 Jan 2027 10:00:00 GMT'],
    ['Asked at 10:15:01.2 for 3 apples', 'Asked at 9:59 for 12 apples'],
    ['6f2c1f0e-9a53-4a51-9e55-0a1b2c3d4e5f', '00000000-0000-4000-8000-000000000000'],
    ['Created basket b-12', 'Created basket b-7'],
    ['task a8f3b2c1', 'task 0d9e8f7a'],
    [
      'eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo',
      'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkw',
    ],
  ])('is the same for %s and %s', (one, other) => {
    expect(shapeOf(one)).toBeDefined();
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  it('is the same for numbers, and none for what has no time, id or number in it', () => {
    expect(shapeOf(1)).toBe(shapeOf(-2.5));
    expect(shapeOf('alpha')).toBeUndefined();
    expect(shapeOf('internationalisation-of-everything')).toBeUndefined();
    for (const value of [true, null, ['1'], { a: 1 }, undefined]) expect(shapeOf(value)).toBeUndefined();
  });

  it('tells apart what differs in words, too', () => {
    expect(shapeOf('Created basket b-12')).not.toBe(shapeOf('Removed basket b-12'));
    expect(shapeOf('1 apple')).not.toBe(shapeOf('1 pear'));
  });

  it('does not look at very long texts', () => {
    expect(shapeOf(`1${'x'.repeat(30_000)}`)).toBeUndefined();
  });
});
