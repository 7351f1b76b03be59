/**
 * A text, one byte of UTF-8 a character, and where each of its characters stands in the text around it that is to be
 * changed: a JSON string without its escapes, a query value without its percent signs, the data of an SSE event.
 */
export class TextView {
  readonly text: string;
  readonly #base: number;
  /** Starts of the characters, and the end of the last one; absent where they stand one behind the other. */
  readonly #map: Int32Array | undefined;
  /** Place in the outer text where spaces may be put in: behind the JSON string that this is. */
  readonly spacesAt: number | undefined;
  /** Characters may be written as `%41` to take more room. */
  readonly percent: boolean;

  constructor(
    text: string,
    base: number,
    more: { readonly map?: Int32Array; readonly spacesAt?: number; readonly percent?: boolean } = {},
  ) {
    this.text = text;
    this.#base = base;
    this.#map = more.map;
    this.spacesAt = more.spacesAt;
    this.percent = more.percent ?? false;
  }

  /** Place in the outer text of the character at `index`, or of the end. */
  outer(index: number): number {
    return this.#map ? (this.#map[index] ?? 0) : this.#base + index;
  }

  /** A part, as it stands. */
  part(from: number, to: number): TextView {
    return new TextView(this.text.slice(from, to), this.outer(from), {
      ...(this.#map && { map: this.#map.subarray(from, to + 1) }),
      ...(this.spacesAt !== undefined && { spacesAt: this.spacesAt }),
      percent: this.percent,
    });
  }

  /** What the JSON string with its quotes at `from` and before `to` says. Without a closing quote: up to `to`. */
  literal(from: number, to: number): TextView {
    const isClosed = to - from >= 2 && this.text.charCodeAt(to - 1) === QUOTE;
    const end = isClosed ? to - 1 : to;
    const spacesAt = isClosed ? this.outer(to) : undefined;
    const raw = this.text.slice(from + 1, end);
    const more = { ...(spacesAt !== undefined && { spacesAt }) };
    if (!raw.includes('\\')) {
      const map = this.#map?.subarray(from + 1, end + 1);
      return new TextView(raw, this.outer(from + 1), { ...more, ...(map && { map }) });
    }
    return this.#decoded(raw, from + 1, more, unescapeAt);
  }

  /** A part without its percent signs; in a form `+` is a space. */
  unpercent(from: number, to: number, plusIsSpace: boolean): TextView {
    const part = this.part(from, to);
    const { text } = part;
    if (!text.includes('%') && !(plusIsSpace && text.includes('+'))) {
      return new TextView(text, part.#base, {
        ...(part.#map && { map: part.#map }),
        ...(this.spacesAt !== undefined && { spacesAt: this.spacesAt }),
        percent: true,
      });
    }
    const more = { percent: true, ...(this.spacesAt !== undefined && { spacesAt: this.spacesAt }) };
    return this.#decoded(text, from, more, plusIsSpace ? unformAt : unpercentAt);
  }

  #decoded(
    raw: string,
    from: number,
    more: { readonly spacesAt?: number; readonly percent?: boolean },
    decode: (raw: string, at: number, into: Uint8Array, put: number) => Step,
  ): TextView {
    const bytes = new Uint8Array(raw.length);
    const map = new Int32Array(raw.length + 1);
    let size = 0;
    let at = 0;
    while (at < raw.length) {
      const { next, count } = decode(raw, at, bytes, size);
      for (let index = 0; index < count; index += 1) map[size + index] = this.outer(from + at);
      size += count;
      at = next;
    }
    map[size] = this.outer(from + raw.length);
    const text = Buffer.from(bytes.buffer, 0, size).toString('latin1');
    return new TextView(text, this.outer(from), { ...more, map: map.subarray(0, size + 1) });
  }
}

/** Lines that belong together, joined by line feeds: each is a part of `view`. */
export function joinLines(view: TextView, lines: readonly (readonly [from: number, to: number])[]): TextView {
  const [only] = lines;
  if (!only) return view.part(0, 0);
  if (lines.length === 1) return view.part(only[0], only[1]);
  const texts: string[] = [];
  const map: number[] = [];
  for (const [from, to] of lines) {
    texts.push(view.text.slice(from, to));
    for (let at = from; at <= to; at += 1) map.push(view.outer(at));
  }
  return new TextView(texts.join('\n'), map[0] ?? 0, { map: Int32Array.from(map) });
}

interface Step {
  /** Behind what was read. */
  readonly next: number;
  /** Bytes that it says. */
  readonly count: number;
}

const QUOTE = 0x22;
const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['b', 8],
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
]);

function plain(raw: string, at: number, into: Uint8Array, put: number): Step {
  into[put] = raw.charCodeAt(at);
  return { next: at + 1, count: 1 };
}

function unescapeAt(raw: string, at: number, into: Uint8Array, put: number): Step {
  if (raw.charCodeAt(at) !== 0x5c || at + 1 >= raw.length) return plain(raw, at, into, put);
  const letter = raw.charAt(at + 1);
  if (letter !== 'u') {
    into[put] = SIMPLE.get(letter) ?? raw.charCodeAt(at + 1);
    return { next: at + 2, count: 1 };
  }
  const high = unitAt(raw, at);
  if (Number.isNaN(high)) return plain(raw, at, into, put);
  const low = high >= 0xd800 && high <= 0xdbff && raw.startsWith('\\u', at + 6) ? unitAt(raw, at + 6) : NaN;
  const isPair = low >= 0xdc00 && low <= 0xdfff;
  const character = isPair ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high;
  return { next: at + (isPair ? 12 : 6), count: putUtf8(character, into, put) };
}

function unitAt(raw: string, at: number): number {
  const digits = raw.slice(at + 2, at + 6);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : NaN;
}

/** A surrogate that stands alone takes three bytes, too: it is here to be found again, not to be shown. */
function putUtf8(character: number, into: Uint8Array, put: number): number {
  if (character < 0x80) {
    into[put] = character;
    return 1;
  }
  const bytes =
    character < 0x800
      ? [0xc0 | (character >> 6)]
      : character < 0x10000
        ? [0xe0 | (character >> 12), 0x80 | ((character >> 6) & 0x3f)]
        : [0xf0 | (character >> 18), 0x80 | ((character >> 12) & 0x3f), 0x80 | ((character >> 6) & 0x3f)];
  bytes.push(0x80 | (character & 0x3f));
  into.set(bytes, put);
  return bytes.length;
}

function unpercentAt(raw: string, at: number, into: Uint8Array, put: number): Step {
  const digits = raw.charCodeAt(at) === 0x25 ? raw.slice(at + 1, at + 3) : '';
  if (!/^[0-9a-fA-F]{2}$/.test(digits)) return plain(raw, at, into, put);
  into[put] = Number.parseInt(digits, 16);
  return { next: at + 3, count: 1 };
}

function unformAt(raw: string, at: number, into: Uint8Array, put: number): Step {
  if (raw.charCodeAt(at) !== 0x2b) return unpercentAt(raw, at, into, put);
  into[put] = 0x20;
  return { next: at + 1, count: 1 };
}
