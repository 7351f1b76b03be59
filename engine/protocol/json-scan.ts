import { isDigit, mayEnd, nextPart, NumberPart } from './json-number.ts';

/** What a JSON value is. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** Where and why bytes are not JSON (RFC 8259). */
export interface JsonScanFault {
  /** Bytes before the fault. */
  readonly byteOffset: number;
  /** UTF-16 code units before the fault, where the bytes are UTF-8. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** What should be there: "a value". */
  readonly expected: string;
}

/** Hears the outermost parts of a text. Offsets are in bytes; an end is behind the last byte. */
export interface JsonScanListener {
  /** A member's name, with its quotes. `depth` is the number of structures that are open around it. */
  name(start: number, end: number, depth: number): void;
  /** A value begins; `depth` as for its name. */
  begin(kind: JsonKind, start: number, depth: number): void;
  end(kind: JsonKind, start: number, end: number, depth: number): void;
}

/** Names and values are told of while no more structures than this are open around them. */
const TOLD_DEPTH = 2;

const State = {
  value: 0,
  valueOrClose: 1,
  nameOrClose: 2,
  name: 3,
  colon: 4,
  commaOrClose: 5,
  nothing: 6,
  string: 7,
  escape: 8,
  hex: 9,
  number: 10,
  literal: 11,
} as const;
type State = (typeof State)[keyof typeof State];

interface Literal {
  readonly kind: JsonKind;
  /** Its bytes after the first. */
  readonly rest: readonly number[];
}

const LITERALS: ReadonlyMap<number, Literal> = new Map([
  [0x74, { kind: 'boolean', rest: [0x72, 0x75, 0x65] }],
  [0x66, { kind: 'boolean', rest: [0x61, 0x6c, 0x73, 0x65] }],
  [0x6e, { kind: 'null', rest: [0x75, 0x6c, 0x6c] }],
]);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** What may follow a backslash, but for `u`. */
const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));

/**
 * Judges JSON text as its bytes arrive, as strictly as `JSON.parse`: each `push` does its own share of the work,
 * and `end` next to none. Bytes beyond ASCII are not judged: in a string all of them are welcome. Linear, and
 * without recursion, so that depth costs no stack.
 */
export class JsonScan {
  readonly #listener: JsonScanListener | undefined;
  readonly #toldDepth: number;
  #state: State = State.value;
  /** Bytes before the ones that are being scanned. */
  #base = 0;
  /** Whether each open structure is an object. */
  readonly #open: boolean[] = [];
  /** Where each structure that is told of began. */
  readonly #starts: number[] = [];
  #tokenStart = 0;
  #inName = false;
  #escapeStart = 0;
  #hexLeft = 0;
  #part: NumberPart = NumberPart.minus;
  /** Where the number could have ended last. */
  #numberEnd = 0;
  #literal: Literal | undefined;
  #literalAt = 0;
  /** What was wanted where the present number or literal began. */
  #wanted = '';
  /** Bytes so far that are no UTF-16 code unit of their own. */
  #extraBytes = 0;
  #line = 1;
  /** In code units. */
  #lineStart = 0;
  #fault: JsonScanFault | undefined;
  #empty = true;

  /** Names and values are told of while no more than `toldDepth` structures are open around them. */
  constructor(listener?: JsonScanListener, toldDepth = TOLD_DEPTH) {
    this.#listener = listener;
    this.#toldDepth = toldDepth;
  }

  /** Known as soon as it was met; what comes after it is not looked at. */
  get fault(): JsonScanFault | undefined {
    return this.#fault;
  }

  /** Whether there was nothing but white space. */
  get empty(): boolean {
    return this.#empty;
  }

  /** The first byte that is still being read, such as the start of a string that is not complete. */
  get pendingFrom(): number {
    return this.#state >= State.string ? this.#tokenStart : this.#base;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && this.#fault === undefined) at = this.#step(bytes, at);
    this.#base += bytes.length;
  }

  /** No more bytes come: a text that is not complete has its fault at its end. */
  end(): void {
    if (this.#fault !== undefined) return;
    if (this.#state === State.number) this.#endNumber(this.#base);
    switch (this.#state) {
      case State.nothing:
        return;
      case State.string:
        this.#fail(this.#base, 'the quote that ends the string');
        return;
      case State.escape:
      case State.hex:
        this.#failEscape();
        return;
      case State.literal:
        this.#fail(this.#tokenStart, this.#wanted);
        return;
      default:
        this.#fail(this.#base, this.#expected());
    }
  }

  /** Reads on from `at`; returns up to where. */
  #step(bytes: Uint8Array, at: number): number {
    switch (this.#state) {
      case State.string:
        return this.#string(bytes, at);
      case State.escape:
        return this.#escape(bytes[at] ?? 0, at);
      case State.hex:
        return this.#hex(bytes[at] ?? 0, at);
      case State.number:
        return this.#number(bytes, at);
      case State.literal:
        return this.#restOfLiteral(bytes[at] ?? 0, at);
      default:
        return this.#between(bytes, at);
    }
  }

  /** White space, then the first byte of what follows it. */
  #between(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 0x0a) {
        this.#line += 1;
        this.#lineStart = this.#base + at + 1 - this.#extraBytes;
      } else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) {
        this.#empty = false;
        this.#token(byte, this.#base + at);
        return at + 1;
      }
    }
    return at;
  }

  #token(byte: number, offset: number): void {
    switch (this.#state) {
      case State.value:
      case State.valueOrClose:
        if (byte === CLOSE_BRACKET && this.#state === State.valueOrClose) this.#close(offset);
        else this.#beginValue(byte, offset);
        return;
      case State.nameOrClose:
      case State.name:
        if (byte === QUOTE) this.#beginString(offset, true);
        else if (byte === CLOSE_BRACE && this.#state === State.nameOrClose) this.#close(offset);
        else this.#fail(offset, this.#expected());
        return;
      case State.colon:
        if (byte === COLON) this.#state = State.value;
        else this.#fail(offset, this.#expected());
        return;
      case State.commaOrClose: {
        const inObject = this.#open.at(-1) === true;
        if (byte === COMMA) this.#state = inObject ? State.name : State.value;
        else if (byte === (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) this.#close(offset);
        else this.#fail(offset, this.#expected());
        return;
      }
      default:
        this.#fail(offset, this.#expected());
    }
  }

  #beginValue(byte: number, offset: number): void {
    const depth = this.#open.length;
    if (byte === QUOTE) {
      if (depth <= this.#toldDepth) this.#listener?.begin('string', offset, depth);
      this.#beginString(offset, false);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const isObject = byte === OPEN_BRACE;
      if (depth <= this.#toldDepth) {
        this.#listener?.begin(isObject ? 'object' : 'array', offset, depth);
        this.#starts.push(offset);
      }
      this.#open.push(isObject);
      this.#state = isObject ? State.nameOrClose : State.valueOrClose;
    } else if (byte === 0x2d || isDigit(byte)) {
      if (depth <= this.#toldDepth) this.#listener?.begin('number', offset, depth);
      this.#wanted = this.#expected();
      this.#part = byte === 0x2d ? NumberPart.minus : byte === 0x30 ? NumberPart.zero : NumberPart.whole;
      this.#tokenStart = offset;
      this.#state = State.number;
    } else {
      this.#beginLiteral(byte, offset, depth);
    }
  }

  #beginLiteral(byte: number, offset: number, depth: number): void {
    const literal = LITERALS.get(byte);
    if (literal === undefined) {
      this.#fail(offset, this.#expected());
      return;
    }
    if (depth <= this.#toldDepth) this.#listener?.begin(literal.kind, offset, depth);
    this.#wanted = this.#expected();
    this.#literal = literal;
    this.#literalAt = 0;
    this.#tokenStart = offset;
    this.#state = State.literal;
  }

  #close(offset: number): void {
    const isObject = this.#open.pop() === true;
    const depth = this.#open.length;
    if (depth <= this.#toldDepth) {
      const start = this.#starts.pop() ?? 0;
      this.#listener?.end(isObject ? 'object' : 'array', start, offset + 1, depth);
    }
    this.#state = depth === 0 ? State.nothing : State.commaOrClose;
  }

  #beginString(offset: number, inName: boolean): void {
    this.#tokenStart = offset;
    this.#inName = inName;
    this.#state = State.string;
  }

  #string(bytes: Uint8Array, from: number): number {
    let at = from;
    let byte = 0;
    let extra = 0;
    for (; at < bytes.length; at += 1) {
      byte = bytes[at] ?? 0;
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
      // A character of four bytes has two code units, all others have one.
      if (byte >= 0x80) extra += byte < 0xc0 ? 1 : byte >= 0xf0 ? -1 : 0;
    }
    this.#extraBytes += extra;
    if (at === bytes.length) return at;
    if (byte === QUOTE) {
      if (this.#inName) this.#endName(this.#base + at + 1);
      else this.#endScalar('string', this.#base + at + 1);
    } else if (byte === BACKSLASH) {
      this.#escapeStart = this.#base + at;
      this.#state = State.escape;
    } else {
      this.#fail(this.#base + at, 'no control character in a string');
    }
    return at + 1;
  }

  #endName(end: number): void {
    const depth = this.#open.length;
    if (depth <= this.#toldDepth) this.#listener?.name(this.#tokenStart, end, depth);
    this.#state = State.colon;
  }

  #endScalar(kind: JsonKind, end: number): void {
    const depth = this.#open.length;
    if (depth <= this.#toldDepth) this.#listener?.end(kind, this.#tokenStart, end, depth);
    this.#state = depth === 0 ? State.nothing : State.commaOrClose;
  }

  #escape(byte: number, at: number): number {
    if (byte === 0x75) {
      this.#hexLeft = 4;
      this.#state = State.hex;
    } else if (ESCAPES.has(byte)) {
      this.#state = State.string;
    } else {
      this.#failEscape();
    }
    return at + 1;
  }

  #hex(byte: number, at: number): number {
    const lower = byte | 0x20;
    if (!isDigit(byte) && !(lower >= 0x61 && lower <= 0x66)) {
      this.#failEscape();
      return at;
    }
    this.#hexLeft -= 1;
    if (this.#hexLeft === 0) this.#state = State.string;
    return at + 1;
  }

  #number(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const next = nextPart(this.#part, bytes[at] ?? 0);
      if (next === undefined) {
        this.#endNumber(this.#base + at);
        return at;
      }
      if (next !== this.#part && mayEnd(this.#part)) this.#numberEnd = this.#base + at;
      this.#part = next;
    }
    return bytes.length;
  }

  /** `1.x` is the number 1, and then a fault: as if the point had never been taken for a part of it. */
  #endNumber(end: number): void {
    if (mayEnd(this.#part)) {
      this.#endScalar('number', end);
    } else if (this.#part === NumberPart.minus) {
      this.#fail(this.#tokenStart, this.#wanted);
    } else {
      this.#state = this.#open.length === 0 ? State.nothing : State.commaOrClose;
      this.#fail(this.#numberEnd, this.#expected());
    }
  }

  #restOfLiteral(byte: number, at: number): number {
    const { rest, kind } = this.#literal ?? { rest: [], kind: 'null' };
    if (byte !== rest[this.#literalAt]) {
      this.#fail(this.#tokenStart, this.#wanted);
      return at;
    }
    this.#literalAt += 1;
    if (this.#literalAt === rest.length) this.#endScalar(kind, this.#base + at + 1);
    return at + 1;
  }

  #failEscape(): void {
    this.#fail(this.#escapeStart + 1, 'an escape such as \\n or \\u0041');
  }

  #fail(byteOffset: number, expected: string): void {
    const offset = byteOffset - this.#extraBytes;
    this.#fault ??= { byteOffset, offset, line: this.#line, column: offset - this.#lineStart + 1, expected };
  }

  /** What may stand here, for a sentence. */
  #expected(): string {
    switch (this.#state) {
      case State.value:
        return 'a value';
      case State.valueOrClose:
        return 'a value, or ]';
      case State.nameOrClose:
        return 'a name in quotes, or }';
      case State.name:
        return 'a name in quotes';
      case State.colon:
        return 'a colon';
      case State.commaOrClose:
        return this.#open.at(-1) === true ? 'a comma, or }' : 'a comma, or ]';
      default:
        return 'the end';
    }
  }
}
