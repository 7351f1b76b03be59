/** One line without its end, or one that was too long to be kept. */
export type TextLine =
  { readonly number: number; readonly bytes: Buffer } | { readonly number: number; readonly length: number };

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** The lines of a stream of bytes, from 1; of what is longer than `limit` bytes only the length. Empty ones are left out. */
export async function* textLines(
  source: AsyncIterable<Buffer>,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<TextLine> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  const take = (): TextLine | undefined => {
    number += 1;
    if (length > limit) return { number, length };
    let bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    return isBlank(bytes) ? undefined : { number, bytes };
  };
  for await (const bytes of source) {
    signal.throwIfAborted();
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      const piece = bytes.subarray(from, end);
      length += piece.length;
      if (length <= limit) pieces.push(piece);
      const line = take();
      if (line) yield line;
      pieces = [];
      length = 0;
      from = end + 1;
    }
    if (from === bytes.length) continue;
    const rest = bytes.subarray(from);
    length += rest.length;
    if (length <= limit) pieces.push(rest);
    else pieces = [];
  }
  if (length > 0) {
    const line = take();
    if (line) yield line;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length === 0 || (bytes.length < 1_000 && bytes.toString('latin1').trim() === '');
}
