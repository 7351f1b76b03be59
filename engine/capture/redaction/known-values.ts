/** A known value somewhere in a text. */
export interface KnownAt {
  readonly from: number;
  readonly to: number;
  /** The whole value, of which a text that was cut may show only the beginning. */
  readonly value: string;
}

const PREFIX = 4;
/** So much of a value's beginning tells it where a text was cut. */
const LEAST_CUT = 6;
const ELLIPSIS = /^(?:\u00e2\u0080\u00a6|\.\.\.)/;

/** Finds any of many values in one pass over a text; all one byte a character. */
export class KnownValues {
  readonly #byPrefix = new Map<number, string[]>();
  /** By the last two letters of the prefix: most places are passed by with one look. */
  readonly #second = new Uint8Array(0x1_0000);

  /** Too short for that: few, as only a rule of the user's finds such. */
  readonly #short: string[] = [];

  constructor(values: Iterable<string>) {
    for (const value of values) this.add(value);
  }

  /** One more, which is not among them yet: a recording learns as it goes. */
  add(value: string): void {
    if (value.length < PREFIX) {
      if (value !== '') this.#short.push(value);
      return;
    }
    const key = keyAt(value, 0);
    const same = this.#byPrefix.get(key);
    if (same) {
      const shorter = same.findIndex((other) => other.length < value.length);
      same.splice(shorter < 0 ? same.length : shorter, 0, value);
    } else this.#byPrefix.set(key, [value]);
    this.#second[key & 0xffff] = 1;
  }

  /** The longest at each place. `cut`: also beginnings where the text, or `…`, breaks them off. */
  find(text: string, cut = false): KnownAt[] {
    const found = this.#short.flatMap((value) => everywhere(value, text));
    if (this.#byPrefix.size === 0 || text.length < PREFIX) return found;
    let key = keyAt(text, 0) >>> 8;
    for (let end = PREFIX; end <= text.length; end += 1) {
      key = (key << 8) | text.charCodeAt(end - 1);
      if (this.#second[key & 0xffff] === 0) continue;
      const values = this.#byPrefix.get(key);
      const hit = values && hitAt(values, text, end - PREFIX, cut);
      if (!hit) continue;
      found.push(hit);
      if (hit.to + PREFIX > text.length) break;
      key = keyAt(text, hit.to) >>> 8;
      end = hit.to + PREFIX - 1;
    }
    return found;
  }
}

function everywhere(value: string, text: string): KnownAt[] {
  const found: KnownAt[] = [];
  for (let from = text.indexOf(value); from >= 0; from = text.indexOf(value, from + value.length)) {
    if (standsAlone(value, text, from)) found.push({ from, to: from + value.length, value });
  }
  return found;
}

function hitAt(values: readonly string[], text: string, from: number, cut: boolean): KnownAt | undefined {
  for (const value of values) {
    if (text.startsWith(value, from) && standsAlone(value, text, from))
      return { from, to: from + value.length, value };
  }
  if (!cut) return undefined;
  for (const value of values) {
    let to = from;
    while (to < text.length && text.charCodeAt(to) === value.charCodeAt(to - from)) to += 1;
    const isCut = to === text.length || ELLIPSIS.test(text.slice(to, to + 3));
    if (isCut && to - from >= LEAST_CUT) return { from, to, value };
  }
  return undefined;
}

/** Digits within a longer number are another number. */
function standsAlone(value: string, text: string, from: number): boolean {
  if (!/^\d+$/.test(value)) return true;
  return !/[\d.]/.test(text.charAt(from - 1)) && !/\d/.test(text.charAt(from + value.length));
}

function keyAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) << 24) |
    (text.charCodeAt(at + 1) << 16) |
    (text.charCodeAt(at + 2) << 8) |
    text.charCodeAt(at + 3)
  );
}
