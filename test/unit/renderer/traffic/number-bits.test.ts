import { expect, it } from 'vitest';
import { NumberBits, unpackNumbers } from '../../../../renderer/traffic/number-bits.ts';

it('keeps numbers once each, however high they are, and lets go of them', () => {
  const bits = new NumberBits([3, 31, 32]);
  bits.add(1_000_000);
  bits.add(3);
  bits.delete(31);
  bits.delete(77);
  expect([3, 31, 32, 33, 1_000_000, 2_000_000].map((number) => bits.has(number))).toEqual([
    ...[true, false, true, false, true, false],
  ]);
  expect(bits.size).toBe(3);
});

it('unpacks what the engine packs', () => {
  const numbers = Uint32Array.of(1, 255, 256, 70_000, 4_000_000_000);
  expect(unpackNumbers(Buffer.from(numbers.buffer).toString('base64'))).toEqual(numbers);
  expect(unpackNumbers('')).toHaveLength(0);
});
