import { expect, it } from 'vitest';
import { sameJson } from '../../../../../engine/lint/parts/same-json.ts';

it('looks at values, not at the order of members', () => {
  expect(sameJson({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
});

it.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: undefined as never }, { b: 1 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  [1, '1'],
])('tells %j from %j', (one, other) => {
  expect(sameJson(one, other)).toBe(false);
});
