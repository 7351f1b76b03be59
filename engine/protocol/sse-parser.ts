/**
 * Server-sent events as they arrive, by the WHATWG rules:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */

/** Byte range in the stream, from the first to behind the last byte of the lines, without the last line end. */
interface StreamRange {
  readonly offset: number;
  readonly length: number;
}

/** Takes data as it arrives. */
interface DataSink {
  push(bytes: Uint8Array): void;
}

/** A block of fields that ended with an empty line. */
export interface SseEvent<Sink extends DataSink = DataSink> extends StreamRange {
  readonly kind: 'event';
  /** The event field; `message` where it is absent or empty. */
  readonly name: string;
  /** The id field of this block; absent where it has none (or one with a NUL, which is ignored). */
  readonly id?: string;
  /** The retry field of this block, in ms. */
  readonly retryMs?: number;
  /** The data fields joined with line feeds. Absent: the block has none, and a browser would not dispatch it. */
  readonly data?: string;
  /** Got all of the data while it arrived; only where a line of it was long. */
  readonly sink?: Sink;
}

/** A line that begins with a colon: often a keep-alive. */
export interface SseComment extends StreamRange {
  readonly kind: 'comment';
  /** What follows the colon, and the space after it if there is one. */
  readonly text: string;
}

export type SseItem<Sink extends DataSink = DataSink> = SseEvent<Sink> | SseComment;

/** What stood at the end without the empty line that would have made it an event: by the rules it is dropped. */
export interface SseRemainder extends StreamRange {
  readonly kind: 'unterminated';
  /** The last line where it is not complete, else the block's data. At most 1,000 characters. */
  readonly text: string;
}

/** An incremental parser. Time and memory grow with the bytes, whatever the chunks are. */
export interface SseParser<Sink extends DataSink = DataSink> {
  /** The items that became complete with these bytes. The bytes must not be changed afterwards. */
  push(bytes: Uint8Array): SseItem<Sink>[];
  /** No more bytes come. */
  end(): SseRemainder | undefined;
}

/** `openSink` makes a sink for the data of an event with a long line, so that it can be read as it arrives. */
export function createSseParser<Sink extends DataSink>(openSink?: () => Sink): SseParser<Sink> {
  return new StreamParser(openSink);
}

const LF = 10;
const CR = 13;
const COLON = 58;
const SPACE = 32;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;
const REMAINDER_CHARACTERS = 1000;
/** From this length on a line is long. */
const LONG_LINE_BYTES = 256 * 1024;
const DATA = Buffer.from('data:');
const LINE_FEED = Uint8Array.of(LF);
const NOTHING = new Uint8Array();

/** The fields of the block that is being read. */
interface Block {
  readonly offset: number;
  end: number;
  name: string;
  id: string | undefined;
  retryMs: number | undefined;
  readonly data: string[];
}

class StreamParser<Sink extends DataSink> implements SseParser<Sink> {
  readonly #openSink: (() => Sink) | undefined;
  /** Bytes before the chunk that is being read. */
  #consumed = 0;
  /** Parts of the line that is not complete yet: joined once, since joining at each push would be quadratic. */
  #parts: Uint8Array[] = [];
  #lineOffset = 0;
  /** The last byte was CR: an LF that follows belongs to it. */
  #afterCr = false;
  #firstLine = true;
  #block: Block | undefined;
  #lineBytes = 0;
  /** Of the event that is being read, since one of its lines turned out to be long. */
  #sink: Sink | undefined;
  /** `streamed`: the data of the present line goes to the sink as it arrives. */
  #line: 'short' | 'other' | 'streamed' = 'short';

  constructor(openSink: (() => Sink) | undefined) {
    this.#openSink = openSink;
  }

  push(bytes: Uint8Array): SseItem<Sink>[] {
    const items: SseItem<Sink>[] = [];
    let at = 0;
    if (this.#afterCr && bytes.length > 0) {
      this.#afterCr = false;
      if (bytes[0] === LF) at = 1;
      this.#lineOffset = this.#consumed + at;
    }
    // Each search result is used until it is passed: without that, a chunk with no CR at all would be
    // searched for one once a line.
    let lf = nextIndex(bytes, LF, at);
    let cr = nextIndex(bytes, CR, at);
    while (at < bytes.length) {
      if (lf < at) lf = nextIndex(bytes, LF, at);
      if (cr < at) cr = nextIndex(bytes, CR, at);
      const end = Math.min(lf, cr);
      if (end === Infinity) break;
      if (end > at) this.#keep(bytes.subarray(at, end));
      this.#endLine(items);
      at = end + 1;
      if (end === cr) {
        if (at === bytes.length) this.#afterCr = true;
        else if (bytes[at] === LF) at += 1;
      }
      this.#lineOffset = this.#consumed + at;
    }
    if (at < bytes.length) this.#keep(bytes.subarray(at));
    this.#consumed += bytes.length;
    return items;
  }

  end(): SseRemainder | undefined {
    const line = this.#takeLine();
    const block = this.#block;
    this.#block = undefined;
    if (line.length === 0 && block === undefined) return undefined;
    const offset = block?.offset ?? this.#lineOffset;
    const end = line.length > 0 ? this.#lineOffset + line.length : (block?.end ?? offset);
    const text = line.length > 0 ? decode(line) : (block?.data.join('\n') ?? '');
    return { kind: 'unterminated', offset, length: end - offset, text: text.slice(0, REMAINDER_CHARACTERS) };
  }

  #keep(part: Uint8Array): void {
    this.#parts.push(part);
    this.#lineBytes += part.length;
    if (this.#line === 'streamed') this.#sink?.push(part);
    else if (this.#line === 'short' && this.#lineBytes >= LONG_LINE_BYTES) this.#lookAtLongLine();
  }

  #lookAtLongLine(): void {
    const line = this.#takeLine();
    this.#parts = [line];
    this.#line = 'other';
    if (this.#openSink === undefined || !DATA.every((byte, index) => line[index] === byte)) return;
    this.#line = 'streamed';
    const before = this.#block?.data ?? [];
    if (this.#sink === undefined) {
      this.#sink = this.#openSink();
      this.#sink.push(Buffer.from(before.join('\n')));
    }
    if (before.length > 0) this.#sink.push(LINE_FEED);
    this.#sink.push(line.subarray(line[DATA.length] === SPACE ? DATA.length + 1 : DATA.length));
  }

  /** The bytes of the line whose end was met; moves its offset past a byte order mark. */
  #takeLine(): Uint8Array {
    const [first] = this.#parts;
    let line = this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    if (this.#firstLine) {
      this.#firstLine = false;
      if (BYTE_ORDER_MARK.every((byte, index) => line[index] === byte)) {
        line = line.subarray(BYTE_ORDER_MARK.length);
        this.#lineOffset += BYTE_ORDER_MARK.length;
      }
    }
    return line;
  }

  #endLine(items: SseItem<Sink>[]): void {
    const line = this.#takeLine();
    const streamed = this.#line === 'streamed';
    this.#line = 'short';
    this.#lineBytes = 0;
    if (line.length === 0) {
      if (this.#block !== undefined) items.push(toEvent(this.#block, this.#sink));
      this.#block = undefined;
      this.#sink = undefined;
      return;
    }
    const colon = line.indexOf(COLON);
    if (colon === 0) {
      const text = decode(line.subarray(line[1] === SPACE ? 2 : 1));
      items.push({ kind: 'comment', offset: this.#lineOffset, length: line.length, text });
      return;
    }
    this.#block ??= startBlock(this.#lineOffset);
    this.#block.end = this.#lineOffset + line.length;
    const name = decode(colon < 0 ? line : line.subarray(0, colon));
    const valueStart = line[colon + 1] === SPACE ? colon + 2 : colon + 1;
    const value = colon < 0 ? NOTHING : line.subarray(valueStart);
    setField(this.#block, name, decode(value));
    if (name !== 'data' || streamed) return;
    this.#sink?.push(LINE_FEED);
    this.#sink?.push(value);
  }
}

function nextIndex(bytes: Uint8Array, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? Infinity : index;
}

function startBlock(offset: number): Block {
  return { offset, end: offset, name: '', id: undefined, retryMs: undefined, data: [] };
}

function setField(block: Block, field: string, value: string): void {
  if (field === 'data') block.data.push(value);
  else if (field === 'event') block.name = value;
  else if (field === 'id' && !value.includes('\0')) block.id = value;
  else if (field === 'retry' && /^[0-9]+$/.test(value)) block.retryMs = Number(value);
}

function toEvent<Sink extends DataSink>(block: Block, sink: Sink | undefined): SseEvent<Sink> {
  return {
    kind: 'event',
    name: block.name === '' ? 'message' : block.name,
    offset: block.offset,
    length: block.end - block.offset,
    ...(block.id !== undefined && { id: block.id }),
    ...(block.retryMs !== undefined && { retryMs: block.retryMs }),
    ...(block.data.length > 0 && { data: block.data.join('\n') }),
    ...(sink !== undefined && { sink }),
  };
}

/** UTF-8, with U+FFFD for what is none; a byte order mark within the text stays. */
function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
