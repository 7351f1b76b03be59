import { expect, test } from 'vitest';
import { copyInstanceId, copyName } from '../../../../shared/model/run.ts';

test('a copy is named by its run and its place', () => {
  expect(copyInstanceId('orders', 2)).toBe('run:orders:2');
  expect(copyName('orders', 2)).toBe('orders-2');
});
