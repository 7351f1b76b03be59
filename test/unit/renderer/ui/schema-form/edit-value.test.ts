import { describe, expect, it } from 'vitest';
import { pointerOf, withValueAt } from '../../../../../renderer/ui/schema-form/edit-value.ts';

describe('withValueAt', () => {
  it('changes one place and keeps everything else the very same', () => {
    const value = { a: { b: [1, { c: 2 }] }, kept: { x: 1 } };
    const next = withValueAt(value, ['a', 'b', 1, 'c'], 3);
    expect(next).toEqual({ a: { b: [1, { c: 3 }] }, kept: { x: 1 } });
    expect((next as typeof value).kept).toBe(value.kept);
    expect(value.a.b).toEqual([1, { c: 2 }]);
  });

  it('takes a member away with undefined, and keeps the order of the others', () => {
    expect(JSON.stringify(withValueAt({ a: 1, b: 2, c: 3 }, ['b'], undefined))).toBe('{"a":1,"c":3}');
    expect(JSON.stringify(withValueAt({ a: 1, b: 2 }, ['a'], 9))).toBe('{"a":9,"b":2}');
  });

  it('leaves null in a list, so that the entries after it keep their place', () => {
    expect(withValueAt(['a', 'b'], [0], undefined)).toEqual([null, 'b']);
    expect(withValueAt([], [2], 'c')).toEqual([null, null, 'c']);
  });

  it('makes the containers on the way', () => {
    expect(withValueAt(undefined, ['a', 0, 'b'], true)).toEqual({ a: [{ b: true }] });
    expect(withValueAt({ a: 'text' }, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
    expect(withValueAt({ a: 1 }, [], { b: 2 })).toEqual({ b: 2 });
  });

  it('treats __proto__ as a name like any other', () => {
    const next = withValueAt({}, ['__proto__'], { x: 1 });
    expect(JSON.stringify(next)).toBe('{"__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(next)).toBe(Object.prototype);
  });
});

describe('pointerOf', () => {
  it('escapes what means something in a pointer', () => {
    expect(pointerOf(['a/b', 'c~d', 0, ''])).toBe('/a~1b/c~0d/0/');
    expect(pointerOf([])).toBe('');
  });
});
