/** Bytes of one page as they are kept: from `offset`, and some more so that no character is cut in two. */
export interface BytePage {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** UTF-8 characters have at most so many bytes after their first one. */
export const CARRY = 3;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/**
 * The characters that begin on this page: bytes that continue a character of the page before are left out, those that
 * complete the last one are taken from beyond `size`. Bytes that are no UTF-8 come as U+FFFD.
 */
export function decodePage({ offset, bytes }: BytePage, size: number): string {
  let from = 0;
  while (offset > 0 && from < CARRY && isContinuation(bytes[from])) from += 1;
  let to = Math.min(size, bytes.length);
  while (to < bytes.length && to < size + CARRY && isContinuation(bytes[to])) to += 1;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to));
}

/** Names of the control characters, by code. */
const CONTROL_NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** A piece of text on the wire: as it is, or control characters with the names that make them visible. */
export interface WirePiece {
  readonly text: string;
  readonly sign?: string;
}

function nameOf(control: string): string {
  return CONTROL_NAMES[control.charCodeAt(0)] ?? 'DEL';
}

const CONTROLS = /\r?\n|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Cuts text into plain pieces and control characters (tabs stay as they are). Joined they are the text again. */
export function wirePieces(text: string): WirePiece[] {
  const pieces: WirePiece[] = [];
  let from = 0;
  for (const match of text.matchAll(CONTROLS)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: match[0], sign: Array.from(match[0], nameOf).join(' ') });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** One line of a hex view: address, 16 bytes, their characters. */
export function hexLine(bytes: Uint8Array, index: number, offset: number): readonly [string, string, string] {
  const part = [...bytes.subarray(index * 16, index * 16 + 16)];
  const hex = part.map((byte) => byte.toString(16).padStart(2, '0'));
  const groups = [hex.slice(0, 8).join(' '), hex.slice(8).join(' ')].join('  ');
  const characters = part
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
    .join('');
  return [(offset + index * 16).toString(16).padStart(6, '0'), groups, characters];
}
