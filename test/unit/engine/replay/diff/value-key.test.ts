import { describe, expect, it } from 'vitest';
import { canonicalJson, cutValue, keyOfText } from '../../../../../engine/replay/diff/value-key.ts';
import type { JsonValue } from '../../../../../shared/model/json.ts';

describe('keys of values', () => {
  it('are equal whatever the order of keys, and unlike for another order of items', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}');
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  it('differ for texts that differ in one character', () => {
    const keys = new Set(Array.from({ length: 10_000 }, (_, index) => keyOfText(`basket ${String(index)}`)));
    expect(keys.size).toBe(10_000);
    expect(keyOfText('a')).toBe(keyOfText('a'));
  });

  it('are of what is kept: long values are cut, and still differ', () => {
    const long = (end: string): JsonValue => ({ text: 'x'.repeat(10_000) + end });
    expect(cutValue({ a: 1 })).toEqual({ a: 1 });
    expect(JSON.stringify(cutValue(long('a')))).toMatch(/x… \(10012 characters, #[0-9a-z]+\)"$/);
    expect(cutValue(long('a'))).not.toBe(cutValue(long('b')));
    expect(cutValue(long('a'))).toBe(cutValue(long('a')));
    expect(cutValue('y'.repeat(5_000))).toMatch(/^y{1000}… \(5000 characters, #[0-9a-z]+\)$/);
  });

  it('throw nothing for what is nested very deeply', () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    expect(canonicalJson(deep)).toContain('…');
    expect(cutValue(deep)).toBeDefined();
  });
});
