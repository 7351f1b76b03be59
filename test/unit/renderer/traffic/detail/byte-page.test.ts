import { describe, expect, it } from 'vitest';
import { CARRY, decodePage, hexLine, wirePieces } from '../../../../../renderer/traffic/detail/byte-page.ts';

const encoder = new TextEncoder();

/** The pages of a text as the screen fetches them. */
function pagesOf(bytes: Uint8Array, size: number): string[] {
  const pages: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += size) {
    pages.push(decodePage({ offset, bytes: bytes.subarray(offset, offset + size + CARRY) }, size));
  }
  return pages;
}

describe('decodePage', () => {
  it.each([1, 2, 3, 4, 5, 7])('cuts no character in two, whatever the page: %d bytes', (size) => {
    const text = 'aé€😀ßz';
    expect(pagesOf(encoder.encode(text), size).join('')).toBe(text);
  });

  it('shows bytes that are no UTF-8 as replacement characters and goes on', () => {
    expect(decodePage({ offset: 0, bytes: new Uint8Array([0x61, 0xff, 0x62]) }, 10)).toBe('a\ufffdb');
  });

  it('keeps a byte order mark, which is part of what was sent', () => {
    expect(decodePage({ offset: 0, bytes: new Uint8Array([0xef, 0xbb, 0xbf, 0x61]) }, 10)).toBe('\ufeffa');
  });
});

describe('wirePieces', () => {
  it('names line ends and other control characters, and joins to the same text', () => {
    const text = 'POST / HTTP/1.1\r\nA: b\r\n\r\n{\n\u0000\t"x"}\r\u007f';
    const pieces = wirePieces(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.flatMap((piece) => piece.sign ?? [])).toEqual([
      'CR LF',
      'CR LF',
      'CR LF',
      'LF',
      'NUL',
      'CR',
      'DEL',
    ]);
  });

  it('takes text without control characters whole', () => {
    expect(wirePieces('plain')).toEqual([{ text: 'plain' }]);
    expect(wirePieces('')).toEqual([]);
  });
});

describe('hexLine', () => {
  it('shows address, bytes in two groups, and characters', () => {
    const bytes = encoder.encode('GET /mcp HTTP/1.1\r\n');
    expect(hexLine(bytes, 0, 0)).toEqual([
      '000000',
      '47 45 54 20 2f 6d 63 70  20 48 54 54 50 2f 31 2e',
      'GET /mcp HTTP/1.',
    ]);
    expect(hexLine(bytes, 1, 0x8000)).toEqual(['008010', '31 0d 0a  ', '1··']);
  });
});
