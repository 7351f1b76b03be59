import { describe, expect, it } from 'vitest';
import { BodyFinder } from '../../../../engine/capture/find-body.ts';

describe('BodyFinder', () => {
  it('finds a plain body behind its head, piece by piece', () => {
    const finder = new BodyFinder();
    finder.wire(Buffer.from('HEAD\r\n\r\nabc'), 0);
    expect(finder.locate(Buffer.from('abc'))).toBe(8);
    finder.wire(Buffer.from('def'), 11);
    expect(finder.locate(Buffer.from('de'))).toBe(11);
    expect(finder.locate(Buffer.from('f'))).toBe(13);
  });

  it('finds the pieces of a chunked body between the lines that frame them', () => {
    const finder = new BodyFinder();
    finder.wire(Buffer.from('HEAD\r\n\r\n3\r\nabc\r\n2\r\nde\r\n'), 0);
    expect(finder.locate(Buffer.from('abc'))).toBe(11);
    expect(finder.locate(Buffer.from('de'))).toBe(19);
  });

  it('knows the place of what is a part of the very bytes, also behind what was found', () => {
    const all = Buffer.from('xxHEAD\r\n\r\nabab');
    const wire = all.subarray(2);
    const finder = new BodyFinder();
    finder.wire(wire, 100);
    expect(finder.locate(wire.subarray(10, 12))).toBe(110);
    expect(finder.locate(wire.subarray(8, 12))).toBeUndefined();
    const another = new BodyFinder();
    another.wire(wire.subarray(0, 10), 0);
    another.wire(wire.subarray(10), 10);
    expect(another.locate(wire.subarray(8, 10))).toBe(8);
    expect(another.locate(wire.subarray(10, 12))).toBe(10);
  });

  it('names a place with the same bytes even where an earlier one has them too', () => {
    const wire = '2\r\n22\r\n2\r\n22\r\n';
    const finder = new BodyFinder();
    finder.wire(Buffer.from(wire), 0);
    for (let piece = 0; piece < 2; piece += 1) {
      const at = finder.locate(Buffer.from('22'));
      expect(at).toBeDefined();
      expect(wire.slice(at, (at ?? 0) + 2)).toBe('22');
    }
  });

  it('gives up for good on an encoded body', () => {
    const finder = new BodyFinder();
    finder.wire(Buffer.from([0x1f, 0x8b, 1, 2, 3]), 0);
    expect(finder.locate(Buffer.from('hello'))).toBeUndefined();
    finder.wire(Buffer.from('hello'), 5);
    expect(finder.locate(Buffer.from('hello'))).toBeUndefined();
  });

  it('gives up when far more arrives than is found', () => {
    const finder = new BodyFinder();
    finder.wire(Buffer.alloc(1024 * 1024 + 1, 0x61), 0);
    expect(finder.locate(Buffer.from('aaa'))).toBeUndefined();
  });
});
