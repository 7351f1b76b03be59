import { describe, expect, it } from 'vitest';
import { StderrLines } from '../../../../engine/client/stderr-lines.ts';

function texts(events: readonly Uint8Array[]): string[] {
  return events.map((event) => Buffer.from(event).toString());
}

describe('lines of stderr', () => {
  it('are an event each, with their ends', () => {
    const lines = new StderrLines();
    expect(texts(lines.push(Buffer.from('one\n\ntwo\r\n')))).toEqual(['one\n', '\n', 'two\r\n']);
    expect(lines.isWaiting).toBe(false);
  });

  it('wait for their end, characters for their bytes', () => {
    const lines = new StderrLines();
    const bytes = Buffer.from('é€😀\nrest');
    const events = [...bytes].flatMap((byte) => lines.push(Uint8Array.of(byte)));
    expect(texts(events)).toEqual(['é€😀\n']);
    expect(lines.isWaiting).toBe(true);
    expect(texts(lines.flush())).toEqual(['rest']);
    expect(lines.flush()).toEqual([]);
  });

  it('are one event where there are many at once', () => {
    const lines = new StderrLines();
    expect(lines.push(Buffer.from('x\n'.repeat(50))).length).toBe(50);
    expect(texts(lines.push(Buffer.from(`${'x\n'.repeat(51)}y`)))).toEqual(['x\n'.repeat(51)]);
    expect(texts(lines.push(Buffer.from('\n')))).toEqual(['y\n']);
  });

  it('are not waited for where they are very long', () => {
    const lines = new StderrLines();
    const long = Buffer.alloc(16 * 1024 + 1, 'x');
    expect(lines.push(long.subarray(1))).toEqual([]);
    expect(Buffer.concat(lines.push(long.subarray(0, 1)))).toEqual(long);
    expect(lines.isWaiting).toBe(false);
  });

  it('come out whole, whatever the pieces', () => {
    const lines = new StderrLines();
    const all = Buffer.from(Array.from({ length: 300 }, (_, index) => 'é'.repeat(index % 40)).join('\n'));
    const out: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += 1 + (at % 700)) {
      out.push(...lines.push(all.subarray(at, at + 1 + (at % 700))));
    }
    expect(Buffer.concat([...out, ...lines.flush()])).toEqual(all);
  });
});
