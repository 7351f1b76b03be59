import { describe, expect, it } from 'vitest';
import { textPrefix } from '../../../../engine/capture/text-prefix.ts';

const text = Buffer.from('aé€😀z');

describe('textPrefix', () => {
  it('gives a whole body as it is, the byte order mark too', () => {
    const marked = Buffer.from('\uFEFF{}');
    expect(textPrefix(text, text.length, true)).toEqual({ text: 'aé€😀z', truncated: false });
    expect(textPrefix(marked, marked.length, true)).toEqual({ text: '\uFEFF{}', truncated: false });
    expect(textPrefix(new Uint8Array(), 0, true)).toEqual({ text: '', truncated: false });
  });

  it('cuts at a character border, wherever the limit falls', () => {
    const borders = ['', 'a', 'a', 'aé', 'aé', 'aé', 'aé€', 'aé€', 'aé€', 'aé€', 'aé€😀'];
    for (const [limit, expected] of borders.entries()) {
      expect(textPrefix(text.subarray(0, limit), text.length, true), String(limit)).toEqual({
        text: expected,
        truncated: true,
      });
    }
  });

  it('gives no text for what is not UTF-8', () => {
    expect(textPrefix(Buffer.from([0x89, 0x50, 0xff, 0x00]), 4, true)).toEqual({ truncated: false });
    expect(textPrefix(Buffer.from([0x61, 0xff, 0x61]), 900, true)).toEqual({ truncated: true });
  });

  it('allows half a character at the end only while more may come', () => {
    const half = text.subarray(0, 2);
    expect(textPrefix(half, 2, true)).toEqual({ truncated: false });
    expect(textPrefix(half, 2, false)).toEqual({ text: 'a', truncated: false });
  });
});
