import { expect, it } from 'vitest';
import { freshValue } from '../../../../engine/mock/fresh-value.ts';

const UUID = '3f2b8c1d-9a4e-4f6b-8c2d-1e5f7a9b0c3d';

it.each([
  [UUID, /^[0-9a-f]{8}-9a4e-4f6b-8c2d-[0-9a-f]{12}$/],
  ['tsk_c978848b62bb985c9fe4f6a11cf0a00b', /^tsk_[0-9a-f]{32}$/],
  ['report://R4f7x9k2q', /^report:\/\/[A-Za-z0-9]{9}$/],
  ['ABCDEF0123456789', /^[0-9A-F]{16}$/],
  ['basket-1', /^basket-1-2$/],
  ['12', /^12-2$/],
])('a fresh %s looks like it', (recorded, look) => {
  const fresh = freshValue(recorded, 2);
  expect(fresh).toMatch(look);
  expect(fresh).not.toBe(recorded);
  expect(freshValue(recorded, 2)).toBe(fresh);
  expect(freshValue(recorded, 3)).not.toBe(fresh);
});

it('a fresh number is another number', () => {
  expect([freshValue(17, 2), freshValue(17, 3), freshValue(123_456, 2)]).toEqual([10_017, 20_017, 1_123_456]);
});
