import { describe, expect, it } from 'vitest';
import { changesAt, valueAt } from '../../../../renderer/negotiation/settings-diff.ts';
import { said } from './make-report.ts';

describe('valueAt', () => {
  const value = { 'a/b': { '~': [10, { c: null }] } };
  it.each([
    ['', value],
    ['/a~1b/~0/0', 10],
    ['/a~1b/~0/1/c', null],
    ['/a~1b/~0/7', undefined],
    ['/toString', undefined],
    ['/a~1b/~0/0/x', undefined],
  ])('reads %j', (pointer, expected) => {
    expect(valueAt(value, pointer)).toEqual(expected);
  });
});

describe('changesAt', () => {
  const history = [
    said(1, { settings: { page: 20, sort: 'price' } }),
    said(2, { source: 'initialize', settings: { page: 1 } }),
    said(3, { settings: { page: 50, facets: true }, changed: ['/page', '/facets', '/sort'] }),
    said(4, { declared: false }),
  ];

  it('tells what stood at each place before, by the same source, and what stands there since', () => {
    expect(changesAt(history, 2)).toEqual([
      { pointer: '/page', before: 20, after: 50 },
      { pointer: '/facets', after: true },
      { pointer: '/sort', before: 'price' },
    ]);
  });

  it('tells nothing of what was said first or is no more', () => {
    expect(changesAt(history, 0)).toEqual([]);
    expect(changesAt(history, 3)).toEqual([]);
    expect(changesAt(history, 9)).toEqual([]);
  });
});
