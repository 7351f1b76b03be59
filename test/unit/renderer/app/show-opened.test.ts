import { expect, it } from 'vitest';
import { showOpened } from '../../../../renderer/app/show-opened.ts';
import type { Destination } from '../../../../renderer/ui/app-context.ts';

it.each([
  [[], []],
  [['a'], [{ screen: 'traffic', captureId: 'a' }]],
  [
    ['a', 'b'],
    [
      { screen: 'traffic', captureId: 'b' },
      { screen: 'captures', compare: { left: 'a', right: 'b' } },
    ],
  ],
  // One file, twice.
  [['a', 'a'], [{ screen: 'traffic', captureId: 'a' }]],
  [['a', 'b', 'c'], [{ screen: 'traffic', captureId: 'c' }]],
] as const)('of captures %j leads to %j', (opened, expected) => {
  const gone: Destination[] = [];
  showOpened(opened, (destination) => gone.push(destination));
  expect(gone).toEqual(expected);
});
