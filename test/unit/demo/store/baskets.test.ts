import { expect, test } from 'vitest';
import { memoryBaskets, sharedBaskets } from '../../../../demo/store/baskets.ts';
import { openSharedStore } from '../../../../demo/store/shared-store.ts';

test.each([
  ['shared', () => sharedBaskets(openSharedStore(':memory:'))],
  ['memory', memoryBaskets],
])('%s baskets add up, in order of SKU, and know only their own handles', (_kind, open) => {
  const baskets = open();
  const id = baskets.create();
  expect(baskets.create()).not.toBe(id);
  expect(baskets.lines(id)).toEqual([]);
  baskets.add(id, 'B', 2);
  baskets.add(id, 'A', 1);
  expect(baskets.add(id, 'B', 3)).toEqual([
    { sku: 'A', quantity: 1 },
    { sku: 'B', quantity: 5 },
  ]);
  expect(baskets.lines('bsk_none')).toBeUndefined();
  expect(baskets.add('bsk_none', 'A', 1)).toBeUndefined();
});
