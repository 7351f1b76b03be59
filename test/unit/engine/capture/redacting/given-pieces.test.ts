import { describe, expect, it } from 'vitest';
import { GivenPieces } from '../../../../../engine/capture/redacting/given-pieces.ts';

function text(given: { readonly bytes: Uint8Array } | undefined): string | undefined {
  return given && Buffer.from(given.bytes).toString();
}

describe('what was given', () => {
  it('is taken in its order, no more than a piece at once, with its time', () => {
    const given = new GivenPieces();
    given.push(Buffer.from('abc'), 1);
    given.push(Buffer.from('de'), 2);
    expect(text(given.take(2))).toBe('ab');
    const rest = given.take(5);
    expect(text(rest)).toBe('c');
    expect(rest?.atMs).toBe(1);
    expect(given.take(Infinity)).toEqual({ bytes: Buffer.from('de'), atMs: 2 });
    expect(given.take(1)).toBeUndefined();
  });

  it('goes on behind thousands of pieces', () => {
    const given = new GivenPieces();
    for (let count = 0; count < 5_000; count += 1) given.push(Buffer.of(count % 256), count);
    for (let count = 0; count < 4_000; count += 1) expect(given.take(9)?.atMs).toBe(count);
    given.push(Buffer.of(7), 5_000);
    for (let count = 4_000; count <= 5_000; count += 1) expect(given.take(1)?.atMs).toBe(count);
    expect(given.take(1)).toBeUndefined();
  });
});
