import { expect, it } from 'vitest';
import { changedPointers, differencesOf } from '../../../../../engine/trackers/negotiation/differences.ts';

it('finds what changed, arrays as a whole', () => {
  expect(changedPointers({ a: 1, b: { c: [1] } }, { a: 1, b: { c: [1, 2] }, 'x/y': {} }).toSorted()).toEqual([
    '/b/c',
    '/x~1y',
  ]);
  expect(changedPointers({}, {})).toEqual([]);
  expect(changedPointers(undefined, { a: null })).toEqual(['/a']);
});

it('sets values side by side where they differ, and leaves out what stands apart', () => {
  const declared = [
    { party: 'a', settings: { listChanged: true, page: 10 } },
    { party: 'b', settings: { page: 20 } },
    { party: 'c', settings: {} },
  ];
  expect(differencesOf(declared, ['listChanged'])).toEqual([
    { pointer: '/page', values: [{ party: 'a', value: 10 }, { party: 'b', value: 20 }, { party: 'c' }] },
  ]);
  expect(differencesOf(declared.slice(0, 1), [])).toEqual([]);
});

it('stops where there is too much', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${String(at)}`, at]));
  expect(
    differencesOf(
      [
        { party: 'a', settings: many },
        { party: 'b', settings: {} },
      ],
      [],
    ),
  ).toHaveLength(50);
});
