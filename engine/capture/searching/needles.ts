import type { TextMatch } from '../../../shared/model/filter.ts';
import { fold, FOLD, isAscii, likePattern } from './match-sql.ts';
import { inTurn, type Sql } from './sql.ts';

/** One way in which a text can stand in a body. */
interface Needle {
  /** Whether the bytes that `column` (an expression of ours) gives have it; null is null. */
  sql(column: string): Sql;
}

/** How a text stands in JSON: as it is, with quotes escaped, and with all but ASCII escaped, as some libraries write. */
function spellings(text: string): readonly string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [...new Set([text, escaped, ascii])];
}

/** The match in each of its spellings. */
function spelled(match: TextMatch): readonly TextMatch[] {
  if (match.how !== 'pieces') return spellings(match.text).map((text) => ({ ...match, text }));
  const each = match.pieces.map(spellings);
  const most = Math.max(...each.map(({ length }) => length));
  const ways = Array.from({ length: most }, (_, way) => ({
    how: 'pieces' as const,
    pieces: each.map((list) => list[Math.min(way, list.length - 1)] ?? ''),
  }));
  return ways;
}

export function bodyNeedles(match: TextMatch): readonly Needle[] {
  return spelled(match).map((way) => ({ sql: (column) => needleSql(way, column) }));
}

/** LIKE is by far the quickest way through bytes: what needs more is asked only of what it lets pass. */
function needleSql(way: TextMatch, column: string): Sql {
  const pattern = likePattern(way, true);
  const like = (text: string): Sql => ({ text: `${column} LIKE ? ESCAPE '\\'`, params: [text] });
  // To the letter: bytes.
  if (way.how === 'whole') {
    return inTurn([like(pattern), { text: `instr(${column}, CAST(? AS BLOB)) > 0`, params: [way.text] }]);
  }
  if (isAscii(pattern)) return like(pattern);
  // Other letters have a case that LIKE does not know: any text may stand in their place.
  return inTurn([
    like(pattern.replace(/[^\x00-\x7f]+/g, '%')),
    { text: `${FOLD}(CAST(${column} AS TEXT)) LIKE ? ESCAPE '\\'`, params: [fold(pattern)] },
  ]);
}

/** Looks through a stream of bytes that comes in pieces. */
interface Passing {
  /** Whether the match is complete with these bytes, which follow those before. */
  has(bytes: Uint8Array): boolean;
}

export interface NeedleSearch {
  /** From the beginning of a stream. */
  start(): Passing;
}

/** The same as bodyNeedles, for bytes that SQL cannot see in one piece: a match may lie across them. */
export function createNeedleSearch(match: TextMatch): NeedleSearch {
  const ways = spelled(match);
  return {
    start() {
      const passing = ways.map((way) => new OnePassing(way));
      return { has: (bytes) => passing.some((one) => one.has(bytes)) };
    },
  };
}

class OnePassing {
  readonly #pieces: readonly string[];
  readonly #fold: (text: string) => string;
  readonly #decode: (bytes: Uint8Array) => string;
  /** The piece that is looked for; those before were found. */
  #next = 0;
  /** The end of what was seen, in which the next piece may begin. */
  #kept = '';

  constructor(match: TextMatch) {
    const pieces = match.how === 'pieces' ? match.pieces.filter((piece) => piece !== '') : [match.text];
    const exact = match.how === 'whole';
    const bytewise = exact || pieces.every(isAscii);
    // Each byte a character: a character of several bytes may be torn between two pages, and ASCII never is part of one.
    this.#decode = bytewise ? latin1 : decoder();
    this.#fold = exact ? (text) => text : bytewise ? foldAscii : fold;
    this.#pieces = pieces.map((piece) => (exact ? latin1(Buffer.from(piece)) : this.#fold(piece)));
  }

  has(bytes: Uint8Array): boolean {
    let text = this.#kept + this.#fold(this.#decode(bytes));
    for (;;) {
      const piece = this.#pieces[this.#next];
      if (piece === undefined) return true;
      const at = text.indexOf(piece);
      if (at === -1) {
        this.#kept = piece.length > 1 ? text.slice(-(piece.length - 1)) : '';
        return false;
      }
      text = text.slice(at + piece.length);
      this.#next += 1;
    }
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Lower case of ASCII only: other bytes are no letters here. */
function foldAscii(text: string): string {
  // In Latin-1 the bytes C0 to DE are letters, too: folding them the same way on both sides does no harm to ASCII.
  return text.toLowerCase();
}

function decoder(): (bytes: Uint8Array) => string {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return (bytes) => utf8.decode(bytes, { stream: true });
}
