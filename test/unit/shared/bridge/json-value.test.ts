import { describe, expect, it } from 'vitest';
import { isJsonWithin } from '../../../../shared/bridge/json-value.ts';

const LIMITS = { characters: 16_777_216, depth: 200 };
const within = (value: unknown, characters: number): boolean =>
  isJsonWithin(value, { characters, depth: LIMITS.depth });

/** A list or object that counts how many of its entries were looked at. */
function counted<T extends object>(target: T) {
  let reads = 0;
  const value = new Proxy(target, {
    get: (inner, key) => {
      if (typeof key === 'string' && key !== 'length') reads += 1;
      return Reflect.get(inner, key) as unknown;
    },
  });
  return { value, reads: () => reads };
}

describe('isJsonWithin', () => {
  it.each([
    ['null'],
    ['true'],
    ['0'],
    ['""'],
    ['"abc"'],
    ['[]'],
    ['{}'],
    ['[0]'],
    ['[0,1,[2]]'],
    ['{"a":0}'],
    ['{"a":[0,"x"],"bc":{"":null}}'],
  ])('takes %s within the length of its text, and does not take it far below that', (text) => {
    expect(within(JSON.parse(text), text.length)).toBe(true);
    // Literals and empty containers count one character; here no more than four such characters are lost.
    expect(within(JSON.parse(text), text.length - 5)).toBe(false);
    expect(within(JSON.parse(text), 0)).toBe(false);
  });

  it.each([[undefined], [NaN], [-Infinity], [1n], [() => 1], [Symbol('s')]])('takes no %s', (value) => {
    expect(within(value, 1_000)).toBe(false);
    expect(within([value], 1_000)).toBe(false);
    expect(within({ value }, 1_000)).toBe(false);
  });

  it.each([[new Map()], [new Set()], [new Date(0)], [new Uint8Array(2)], [/x/]])('takes no %o', (value) => {
    expect(within([value], 1_000)).toBe(false);
  });

  it('takes no list with holes, which is another one in JSON', () => {
    expect(within(Array(3), 1_000)).toBe(false);
  });

  it('takes as many levels as it may', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    const ok = (levels: number, depth: number): boolean =>
      isJsonWithin(nested(levels), { characters: 1_000, depth });
    expect([ok(3, 3), ok(4, 3), ok(200, 200), ok(201, 200)]).toEqual([true, false, true, false]);
    expect(isJsonWithin(1, { characters: 1, depth: 0 })).toBe(true);
  });

  it('ends with a value that holds itself', () => {
    const self: Record<string, unknown> = {};
    self['self'] = self;
    self['again'] = self;
    expect(isJsonWithin(self, { characters: 100_000, depth: 200 })).toBe(false);
  });

  it('takes four million numbers', () => {
    expect(isJsonWithin(Array(4_000_000).fill(0), LIMITS)).toBe(true);
  });

  it('refuses ten million numbers without looking at one of them', () => {
    const { value, reads } = counted(Array(10_000_000).fill(0));
    expect(isJsonWithin(value, LIMITS)).toBe(false);
    expect(reads()).toBe(0);
  });

  it('counts what is before a list against the room that it has', () => {
    const { value, reads } = counted([1, 2, 3]);
    expect(isJsonWithin(['x'.repeat(90), value], { characters: 100, depth: 5 })).toBe(false);
    expect(reads()).toBe(0);
    expect(isJsonWithin(['x'.repeat(88), value], { characters: 100, depth: 5 })).toBe(true);
    expect(reads()).toBe(3);
  });

  it('stops within an object as soon as it is over', () => {
    const { value, reads } = counted(
      Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key ${String(index)}`, index])),
    );
    expect(isJsonWithin(value, { characters: 100, depth: 5 })).toBe(false);
    expect(reads()).toBeLessThan(15);
  });
});
