import { describe, expect, it } from 'vitest';
import {
  parsedJson,
  pointerOf,
  pointerSegments,
  segmentsOf,
  valueAt,
} from '../../../../../engine/replay/diff/json-place.ts';

describe('places in JSON', () => {
  it('writes and reads pointers whatever the keys hold', () => {
    const segments = ['a/b', '~', '0', ''];
    expect(pointerOf(segments)).toBe('/a~1b/~0/0/');
    expect(pointerSegments(pointerOf(segments))).toEqual(segments);
    expect(pointerSegments('')).toEqual([]);
    expect(segmentsOf({ parent: { parent: undefined, segment: 'x' }, segment: 'y' })).toEqual(['x', 'y']);
  });

  it('finds what stands at a pointer, also within JSON inside a text', () => {
    const value = { content: [{ text: '{"basket":{"id":"b-1"}}' }] };
    expect(valueAt(value, '/content/0/text/basket/id')).toBe('b-1');
    expect(valueAt(value, '/content/1')).toBeUndefined();
    expect(valueAt(value, '/content/x')).toBeUndefined();
    expect(valueAt(value, '/toString')).toBeUndefined();
    expect(valueAt(value, '')).toBe(value);
  });

  it('takes only objects and arrays for JSON inside a text', () => {
    expect(parsedJson(' [1]')).toEqual([1]);
    expect(parsedJson('12')).toBeUndefined();
    expect(parsedJson('{nope')).toBeUndefined();
  });
});
