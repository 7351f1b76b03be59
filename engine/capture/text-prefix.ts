/**
 * The text of `prefix`, the first bytes of a body of `total` bytes, cut at a character's border. No text where the
 * bytes are not UTF-8. `whole`: the body came to its end, so that half a character at its end is no UTF-8 either.
 */
export function textPrefix(
  prefix: Uint8Array,
  total: number,
  whole: boolean,
): { readonly text?: string; readonly truncated: boolean } {
  const truncated = prefix.length < total;
  const end = truncated || !whole ? lastBorder(prefix) : prefix.length;
  try {
    // The byte order mark is a part of what was sent.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(prefix.subarray(0, end));
    return { text, truncated };
  } catch {
    return { truncated };
  }
}

/** Where the last character that is there whole ends. UTF-8 takes at most four bytes a character. */
function lastBorder(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
