import { expect, it } from 'vitest';
import { samePlaceOtherwise } from '../../../../../engine/replay/prove/like-places.ts';

it.each([
  ['1,234.50', '1.234,50', 'format'],
  ['€ 1,234.50', '€ 1 234,50', 'format'],
  ['12 pieces', '21 pieces', undefined],
  ['1,234.50', '1,234.51', undefined],
  ['11/23/2026', '23.11.2026', 'zone'],
  ['2026-11-23', '23/11/2026', 'zone'],
  ['2026-11-23', '24/11/2026', undefined],
  ['2026-11-23T10:00:00Z', '2026-11-23T12:00:00+02:00', 'zone'],
  ['2026-11-23T10:00:00Z', '2026-11-23T12:00:02Z', 'zone'],
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:20Z', undefined],
  ['2026-11-23T10:00:00Z', '2026-11-23T10:07:00Z', 'clock'],
  ['2026-11-23T10:00:00Z', '2027-11-23T10:00:00Z', 'clock'],
  ['alpha', 'beta', undefined],
  [1234, '1.234', undefined],
  [undefined, 'x', undefined],
] as const)('%s and %s: %s', (one, other, expected) => {
  expect(samePlaceOtherwise(one, other)).toBe(expected);
  expect(samePlaceOtherwise(other, one)).toBe(expected);
});
