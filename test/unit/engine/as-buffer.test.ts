import { expect, it } from 'vitest';
import { asBuffer } from '../../../engine/as-buffer.ts';

it('gives the same bytes as a Buffer, and a Buffer as it is', () => {
  const whole = new Uint8Array([1, 2, 3, 4]);
  const part = asBuffer(whole.subarray(1, 3));
  expect(part).toEqual(Buffer.from([2, 3]));
  whole[1] = 9;
  expect(part[0]).toBe(9);
  expect(asBuffer(part)).toBe(part);
});
