import { describe, expect, it } from 'vitest';
import { createAnswerCut } from '../../../../../engine/gateway/forward/answer-cut.ts';

/** What passes of a body that comes in parts of so many bytes. */
function passing(text: string, size: number, after: 'events' | 'bytes', count: number): string {
  const cut = createAnswerCut({ kind: 'cut', after, count });
  const bytes = Buffer.from(text);
  let out = '';
  for (let at = 0; at < bytes.length && !cut.reached; at += size) {
    const part = bytes.subarray(at, at + size);
    out += part.subarray(0, cut.allow(part)).toString();
  }
  return out;
}

describe('after so many bytes', () => {
  it.each([1, 2, 7, 100])('exactly these pass, in parts of %i', (size) => {
    expect(passing('0123456789', size, 'bytes', 4)).toBe('0123');
    expect(passing('0123456789', size, 'bytes', 0)).toBe('');
    expect(passing('0123456789', size, 'bytes', 10)).toBe('0123456789');
    expect(passing('0123456789', size, 'bytes', 11)).toBe('0123456789');
  });
});

describe('after so many events', () => {
  it.each([1, 2, 3, 100])('up to the empty line of the last one, in parts of %i', (size) => {
    expect(passing('data: 1\n\ndata: 2\n\ndata: 3\n\n', size, 'events', 2)).toBe('data: 1\n\ndata: 2\n\n');
    expect(passing('id: 1\nevent: x\ndata: a\ndata: b\n\ndata: 2\n\n', size, 'events', 1)).toBe(
      'id: 1\nevent: x\ndata: a\ndata: b\n\n',
    );
    expect(passing('data\n\nmore', size, 'events', 1)).toBe('data\n\n');
  });

  it.each([1, 3, 100])('comments, and blocks without data, are none, in parts of %i', (size) => {
    const text = ': ping\n\nid: 7\n\ndatabase: x\n\n\n\ndata: 1\n\ndata: 2\n\n';
    expect(passing(text, size, 'events', 1)).toBe(': ping\n\nid: 7\n\ndatabase: x\n\n\n\ndata: 1\n\n');
  });

  it('ends lines with CR, CR LF or LF, as the parts fall', () => {
    expect(passing('data: 1\r\rdata: 2\r\r', 100, 'events', 1)).toBe('data: 1\r\r');
    expect(passing('data: 1\r\n\r\ndata: 2\r\n\r\n', 100, 'events', 1)).toBe('data: 1\r\n\r\n');
    expect(passing('data: 1\r\n\r\ndata: 2\r\n\r\nx', 1, 'events', 2)).toBe('data: 1\r\n\r\ndata: 2\r\n\r');
  });

  it('what does not come to its end passes', () => {
    expect(passing('data: 1\n', 100, 'events', 1)).toBe('data: 1\n');
  });
});
