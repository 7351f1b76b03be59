import { describe, expect, it } from 'vitest';
import {
  changedAt,
  jsonIn,
  pathOf,
  pointerOf,
  readAt,
  renamedAt,
  walkLeaves,
} from '../../../../../engine/replay/plan/json-place.ts';

const answer = {
  result: {
    content: [{ type: 'text', text: '{"basket":{"id":"b1"},"n":2}' }],
    structuredContent: { 'a/b~c': 'odd', list: [1, { x: 'deep' }], none: null, yes: true },
  },
};

function leaves(): string[] {
  const found: string[] = [];
  walkLeaves(answer, [], ({ value, path, inText, inArray }) => {
    found.push(`${pointerOf(path)}=${String(value)}${inText ? ' text' : ''}${inArray ? ' array' : ''}`);
  });
  return found;
}

describe('walkLeaves', () => {
  it('visits texts and numbers, also inside texts that hold JSON, with their pointers', () => {
    expect(leaves()).toEqual([
      '/result/content/0/type=text',
      '/result/content/0/text/basket/id=b1 text',
      '/result/content/0/text/n=2 text',
      '/result/structuredContent/a~1b~0c=odd',
      '/result/structuredContent/list/0=1 array',
      '/result/structuredContent/list/1/x=deep array',
    ]);
  });

  it('leaves members out by name and by the way that leads to them', () => {
    const seen: string[] = [];
    walkLeaves(
      { _meta: { a: 'no' }, name: 'yes', inner: { _meta: { b: 'yes' } } },
      ['params'],
      ({ path }) => seen.push(pointerOf(path)),
      (key, path) => key === '_meta' && path.length === 1,
    );
    expect(seen).toEqual(['/params/name', '/params/inner/_meta/b']);
  });

  it('ends in what is nested without end', () => {
    let value: object = { leaf: 'x' };
    for (let depth = 0; depth < 5_000; depth += 1) value = { in: value };
    let count = 0;
    walkLeaves(value as never, [], () => (count += 1));
    expect(count).toBe(0);
  });
});

describe('reading and changing', () => {
  it('reads each place that the walk names', () => {
    for (const leaf of leaves()) {
      const [pointer = '', value = ''] = leaf.split(/=| /);
      expect(JSON.stringify(readAt(answer, pointer)).replaceAll('"', '')).toBe(value);
    }
    expect(readAt(answer, '/result/content/1/text')).toBeUndefined();
    expect(readAt(answer, '/result/structuredContent/list/length')).toBeUndefined();
    expect(readAt(answer, '/result/structuredContent/toString')).toBeUndefined();
  });

  it('changes one place in a copy, inside a text as well', () => {
    const changed = changedAt(answer, '/result/content/0/text/basket/id', () => 'b2');
    expect(readAt(changed, '/result/content/0/text')).toBe('{"basket":{"id":"b2"},"n":2}');
    expect(readAt(answer, '/result/content/0/text/basket/id')).toBe('b1');
    expect(changedAt(answer, '/result/nowhere', () => 1)).toBe(answer);
  });

  it('renames a member where it stands', () => {
    expect(Object.keys(renamedAt({ a: 1, b: 2, c: 3 }, '/b', 'x') as object)).toEqual(['a', 'x', 'c']);
    const same = { a: 1 };
    expect(renamedAt(same, '/b', 'x')).toBe(same);
  });

  it('takes only objects and arrays in texts for JSON', () => {
    expect(jsonIn(' [1]')).toEqual([1]);
    expect(jsonIn('12')).toBeUndefined();
    expect(jsonIn('{broken')).toBeUndefined();
    expect(pathOf('')).toEqual([]);
  });
});
