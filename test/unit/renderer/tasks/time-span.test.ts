import { describe, expect, it } from 'vitest';
import {
  axisMoments,
  between,
  momentAt,
  moved,
  wholeSpan,
  xOf,
  zoomed,
} from '../../../../renderer/tasks/time-span.ts';

const whole = { from: 0, to: 10_000 };

describe('a span of time', () => {
  it('is all that is known, and reaches up to now where something goes on', () => {
    expect(wholeSpan([], 5)).toBeUndefined();
    const lives = [
      { firstAt: 1000, lastAt: 2000 },
      { firstAt: 500, lastAt: 1500 },
    ];
    expect(wholeSpan(lives, undefined)).toEqual({ from: 470, to: 2030 });
    expect(wholeSpan(lives, 3500)?.to).toBe(3560);
  });

  it('has a length even where all happened in one moment', () => {
    const span = wholeSpan([{ firstAt: 7, lastAt: 7 }], undefined);
    expect(span && span.to - span.from).toBeGreaterThan(0);
  });

  it('zooms around a moment that stays where it is, never beyond the whole, never to nothing', () => {
    const near = zoomed(whole, 2500, 0.5, whole);
    expect(near).toEqual({ from: 1250, to: 6250 });
    expect(xOf(2500, near, 100)).toBe(xOf(2500, whole, 100));
    expect(zoomed(near, 2500, 100, whole)).toEqual(whole);
    const nearest = zoomed(whole, 5000, 1e-9, whole);
    expect(nearest.to - nearest.from).toBe(20);
  });

  it('moves as far as the whole reaches, and keeps its length', () => {
    expect(moved({ from: 1000, to: 3000 }, 500, whole)).toEqual({ from: 1500, to: 3500 });
    expect(moved({ from: 1000, to: 3000 }, -5000, whole)).toEqual({ from: 0, to: 2000 });
    expect(moved({ from: 1000, to: 3000 }, 50_000, whole)).toEqual({ from: 8000, to: 10_000 });
  });

  it('lies between two moments in either order, unless they are one', () => {
    expect(between(4000, 1000, whole)).toEqual({ from: 1000, to: 4000 });
    expect(between(4000, 4005, whole)).toBeUndefined();
  });

  it('names round moments that do not run into each other', () => {
    const moments = axisMoments({ from: 130, to: 10_130 }, 500);
    expect(moments).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(axisMoments({ from: 0, to: 40 * 24 * 3_600_000 }, 400).length).toBeLessThan(6);
  });

  it('tells the moment of a place and the place of a moment', () => {
    expect(momentAt(xOf(1234, whole, 700), whole, 700)).toBeCloseTo(1234);
  });
});
