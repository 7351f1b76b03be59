/** What stands at a place of a JSON text. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'atom';

/** Members or items of one container: where each stands in the text. All offsets count UTF-16 units. */
export interface ScannedContainer {
  /** One past the closing bracket. */
  readonly end: number;
  /** Five numbers a child: key start (-1 in arrays), key end, value start, value end, children of its own. */
  readonly children: readonly number[] | Int32Array;
}

/** Numbers a child in `ScannedContainer.children`. */
export const CHILD_STRIDE = 5;

/** Where and why a text is not JSON. */
export interface ScanFault {
  readonly offset: number;
  readonly reason: string;
}

export type ScanResult =
  | { readonly ok: true; readonly container: ScannedContainer }
  | { readonly ok: false; readonly fault: ScanFault };

/** Characters read between two pauses: about 3 ms on a slow machine. */
export const SCAN_SLICE = 262_144;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const OPEN_ARRAY = 91;
const ESCAPES = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u']);

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

export function kindAt(text: string, offset: number): JsonKind {
  const code = text.charCodeAt(offset);
  if (code === OPEN_OBJECT) return 'object';
  if (code === OPEN_ARRAY) return 'array';
  if (code === QUOTE) return 'string';
  return code === 45 || (code >= 48 && code <= 57) ? 'number' : 'atom';
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

/** One past the closing quote of the string that begins at `offset`. */
function endOfString(text: string, offset: number): number {
  let at = offset + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      if (!ESCAPES.has(text.charAt(at + 1))) throw new Fault(at, 'unknown escape in a string');
      if (text.charAt(at + 1) === 'u' && !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
        throw new Fault(at, 'incomplete \\u escape in a string');
      }
      at += 2;
    } else if (Number.isNaN(code)) {
      throw new Fault(text.length, 'the text ends within a string');
    } else if (code < 32) {
      throw new Fault(at, 'control character in a string');
    } else {
      at += 1;
    }
  }
}

/** One past the string, number or literal that begins at `offset`. */
function endOfScalar(text: string, offset: number): number {
  const kind = kindAt(text, offset);
  if (kind === 'string') return endOfString(text, offset);
  if (kind === 'number') {
    NUMBER.lastIndex = offset;
    const found = NUMBER.exec(text)?.[0];
    if (found === undefined) throw new Fault(offset, 'not a number');
    return offset + found.length;
  }
  for (const literal of ['true', 'false', 'null']) {
    if (text.startsWith(literal, offset)) return offset + literal.length;
  }
  throw new Fault(offset, offset >= text.length ? 'the text ends too early' : 'no value begins here');
}

/** Reads one container piece by piece; only its own children are kept, what is inside them is only checked. */
class ContainerScan {
  readonly children: number[] = [];
  done = false;
  at: number;
  private readonly text: string;
  /** Brackets that are open, innermost last. */
  private readonly open: number[] = [];
  private keyStart = -1;
  private keyEnd = -1;
  private valueStart = -1;
  private grandchildren = 0;
  /** Whether a comma stands before the present place, so that a member has to follow. */
  private needsMember = false;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start + 1;
    this.open.push(text.charCodeAt(start));
  }

  /** Reads on for about `budget` characters. */
  run(budget: number): void {
    const stop = this.at + budget;
    while (!this.done && this.at < stop) this.member();
  }

  private member(): void {
    this.at = skipSpace(this.text, this.at);
    const inObject = this.open.at(-1) === OPEN_OBJECT;
    const code = this.text.charCodeAt(this.at);
    if (!this.needsMember && code === (inObject ? 125 : 93)) {
      this.close();
      return;
    }
    const depth = this.open.length;
    if (inObject) this.key(depth);
    if (depth === 1) {
      this.valueStart = this.at;
      this.grandchildren = 0;
    } else if (depth === 2) this.grandchildren += 1;
    this.value();
  }

  private key(depth: number): void {
    const start = this.at;
    if (this.text.charCodeAt(start) !== QUOTE) {
      const ended = start >= this.text.length;
      throw new Fault(start, ended ? 'the text ends within an object' : 'a member name in quotes is missing');
    }
    const end = endOfString(this.text, start);
    if (depth === 1) {
      this.keyStart = start;
      this.keyEnd = end;
    }
    const colon = skipSpace(this.text, end);
    if (this.text.charCodeAt(colon) !== 58) throw new Fault(colon, 'a colon is missing');
    this.at = skipSpace(this.text, colon + 1);
  }

  private value(): void {
    const code = this.text.charCodeAt(this.at);
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      this.open.push(code);
      this.at += 1;
      this.needsMember = false;
      return;
    }
    this.at = endOfScalar(this.text, this.at);
    this.afterValue();
  }

  private close(): void {
    this.open.pop();
    this.at += 1;
    if (this.open.length === 0) this.done = true;
    else this.afterValue();
  }

  private afterValue(): void {
    if (this.open.length === 1) {
      this.children.push(this.keyStart, this.keyEnd, this.valueStart, this.at, this.grandchildren);
    }
    this.at = skipSpace(this.text, this.at);
    const code = this.text.charCodeAt(this.at);
    if (code === 44) {
      this.needsMember = true;
      this.at += 1;
      return;
    }
    this.needsMember = false;
    if (code !== (this.open.at(-1) === OPEN_OBJECT ? 125 : 93)) {
      const ended = this.at >= this.text.length;
      throw new Fault(this.at, ended ? 'the text ends too early' : 'a comma or a closing bracket is missing');
    }
  }
}

function faultOf(error: unknown): ScanResult {
  if (error instanceof Fault) return { ok: false, fault: { offset: error.offset, reason: error.message } };
  throw error;
}

/**
 * Reads the object or array that begins at `start`, giving control back after every `SCAN_SLICE` characters,
 * so that 5 MB do not hold up a frame. Checks the whole of it, keeps only the places of its own children:
 * what is deeper is read when it is opened. Yields the offset reached.
 */
export function* scanContainer(text: string, start: number): Generator<number, ScanResult, unknown> {
  const scan = new ContainerScan(text, start);
  try {
    for (;;) {
      scan.run(SCAN_SLICE);
      if (scan.done) return { ok: true, container: { end: scan.at, children: scan.children } };
      yield scan.at;
    }
  } catch (error) {
    return faultOf(error);
  }
}

/** Where the one value of a text stands, or why it is no JSON. For containers it also holds the children. */
export type ScannedText =
  | { readonly ok: true; readonly start: number; readonly end: number; readonly container?: ScannedContainer }
  | { readonly ok: false; readonly fault: ScanFault };

/** Reads a whole JSON text in slices; yields the offset reached. */
export function* scanText(text: string): Generator<number, ScannedText, unknown> {
  const start = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const kind = kindAt(text, start);
  let end: number;
  let container: ScannedContainer | undefined;
  if (kind === 'object' || kind === 'array') {
    const result = yield* scanContainer(text, start);
    if (!result.ok) return result;
    ({ container } = result);
    ({ end } = container);
  } else {
    try {
      end = endOfScalar(text, start);
    } catch (error) {
      const fault = faultOf(error);
      return fault.ok ? { ok: false, fault: { offset: start, reason: 'no value' } } : fault;
    }
  }
  const rest = skipSpace(text, end);
  if (rest < text.length)
    return { ok: false, fault: { offset: rest, reason: 'something follows the value' } };
  return { ok: true, start, end, ...(container && { container }) };
}
