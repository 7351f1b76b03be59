import { expect, it } from 'vitest';
import { comparisonRows } from '../../../../../renderer/traffic/detail/comparison-rows.ts';

it('shows for each pointer what every answer has there', () => {
  const ref = (number: number) => ({ captureId: 'c', number });
  const rows = comparisonRows({
    same: false,
    pointers: ['/a', '/b', '/c'],
    columns: [
      { ref: ref(1), instanceName: 'alpha', differences: [] },
      {
        ref: ref(2),
        instanceName: 'beta',
        differences: [
          { pointer: '/a', kind: 'changed', left: 1, right: null },
          { pointer: '/b', kind: 'removed', left: 'x' },
        ],
      },
      { ref: ref(3), instanceName: 'gamma', differences: [{ pointer: '/c', kind: 'added', right: 3 }] },
    ],
  });
  expect(rows).toEqual([
    {
      pointer: '/a',
      cells: [
        { kind: 'first', value: 1 },
        { kind: 'changed', value: null },
        { kind: 'same', value: 1 },
      ],
    },
    {
      pointer: '/b',
      cells: [{ kind: 'first', value: 'x' }, { kind: 'changed' }, { kind: 'same', value: 'x' }],
    },
    { pointer: '/c', cells: [{ kind: 'first' }, { kind: 'same' }, { kind: 'changed', value: 3 }] },
  ]);
});
