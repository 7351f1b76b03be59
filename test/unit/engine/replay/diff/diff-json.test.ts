import { describe, expect, it } from 'vitest';
import { diffJson } from '../../../../../engine/replay/diff/diff-json.ts';
import type { JsonValue } from '../../../../../shared/model/draft.ts';

describe('diffJson', () => {
  it('names what was added, removed and changed by pointer', () => {
    expect(diffJson({ a: 1, b: { c: [1, 2] }, 'x/y': 0 }, { a: 1, b: { c: [1, 3, 4] }, z: null })).toEqual([
      { pointer: '/b/c/1', kind: 'changed', left: 2, right: 3 },
      { pointer: '/b/c/2', kind: 'added', right: 4 },
      { pointer: '/x~1y', kind: 'removed', left: 0 },
      { pointer: '/z', kind: 'added', right: null },
    ]);
  });

  it('does not care for the order of keys but for the type of a value', () => {
    expect(diffJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
    expect(diffJson({ a: 1 }, { a: '1' })).toHaveLength(1);
    expect(diffJson([], {})).toEqual([{ pointer: '', kind: 'changed', left: [], right: {} }]);
  });

  it('compares JSON inside text by its meaning', () => {
    expect(diffJson({ text: '{"a":1,"b":2}' }, { text: '{ "b": 2, "a": 1 }' })).toEqual([]);
    expect(diffJson({ text: '{"a":1}' }, { text: '{"a":2}' })).toEqual([
      { pointer: '/text/a', kind: 'changed', left: 1, right: 2 },
    ]);
    expect(diffJson('{nope', '{"a":1}')).toHaveLength(1);
  });

  it('stops at 2,000 differences', () => {
    const left = Array.from({ length: 5_000 }, (_, index) => index);
    expect(
      diffJson(
        left,
        left.map((value) => value + 1),
      ),
    ).toHaveLength(2_000);
  });

  it('goes as deep as an answer goes', () => {
    const nested = (innermost: number): JsonValue => {
      let value: JsonValue = innermost;
      for (let level = 0; level < 50_000; level += 1) value = [value];
      return value;
    };
    const [difference, ...more] = diffJson(nested(1), nested(2));
    expect(more).toEqual([]);
    expect(difference).toMatchObject({ kind: 'changed', left: 1, right: 2 });
    expect(difference?.pointer).toHaveLength(100_000);
  });
});

describe('diffJson on arrays', () => {
  it('tells where a matched item stands on the right', () => {
    const item = (id: string, at: number) => ({ id, at });
    expect(diffJson([item('a', 1), item('b', 2)], [item('x', 0), item('a', 1), item('b', 3)])).toEqual([
      { pointer: '/1/at', kind: 'changed', left: 2, right: 3, rightPointer: '/2/at' },
      { pointer: '/0', kind: 'added', right: item('x', 0) },
    ]);
  });

  it('puts a root before each pointer', () => {
    expect(diffJson([1], [2], { root: '/result' })).toEqual([
      { pointer: '/result/0', kind: 'changed', left: 1, right: 2 },
    ]);
  });
});
