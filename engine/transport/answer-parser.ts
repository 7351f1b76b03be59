import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import type { ResponseHead } from './exchange-sink.ts';

/** Hears an answer as its bytes are read. Calls come in order; `end` is the last one. */
export interface AnswerListener {
  /** Once: that of the final answer, or of 101. Other interim answers are passed over. */
  head(head: ResponseHead): void;
  /** The body without its transfer coding. The bytes are a part of those that were pushed. */
  bytes(bytes: Uint8Array): void;
  end(trailers: HeaderList): void;
}

/** Why bytes are no HTTP/1.1: with the code that Node's own parser has for it, and a reason for a sentence. */
export class AnswerFault extends Error {
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    super(`Parse Error: ${reason}`);
    this.name = 'AnswerFault';
    this.code = code;
    this.reason = reason;
  }
}

const State = { head: 0, length: 1, close: 2, size: 3, chunk: 4, chunkEnd: 5, trailers: 6, over: 7 } as const;
type State = (typeof State)[keyof typeof State];

const EMPTY: Buffer = Buffer.alloc(0);
const MAX_CHUNK_LINE = 16 * 1024;
/** Any three digits and any text, as Node has it: what of it can be passed on is for others to judge. */
const STATUS_LINE = /^HTTP\/1\.([01]) ([0-9]{3})(?: ([^\r\n]*))?$/;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Reads one answer as it arrives, as strictly as Node's parser does: a peer that frames its answers wrongly is told of, not
 * interpreted. Source: https://www.rfc-editor.org/rfc/rfc9112#section-6
 */
export class AnswerParser {
  readonly #listener: AnswerListener;
  readonly #isHead: boolean;
  readonly #maxHeaderBytes: number;
  #state: State = State.head;
  /** The beginning of a head, a size line or trailers that is not complete. */
  #pending = EMPTY;
  /** Bytes that are left of the body, or of the chunk. */
  #left = 0;
  #keepsAlive = false;
  #surplus = false;

  constructor(
    listener: AnswerListener,
    request: { readonly httpMethod: string; readonly maxHeaderBytes: number },
  ) {
    this.#listener = listener;
    this.#isHead = request.httpMethod === 'HEAD';
    this.#maxHeaderBytes = request.maxHeaderBytes;
  }

  /** The answer is complete and its connection may carry another one. */
  get reusable(): boolean {
    return this.#state === State.over && this.#keepsAlive && !this.#surplus;
  }

  /** Throws AnswerFault. What came before the fault has been told. */
  push(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#state === State.over) {
        this.#surplus = true;
        return;
      }
      rest = this.#step(rest);
    }
  }

  /** The connection was closed by the peer. True: that is how this answer ends, and its end was told. */
  closed(): boolean {
    if (this.#state !== State.close) return this.#state === State.over;
    this.#keepsAlive = false;
    this.#finish([]);
    return true;
  }

  /** Reads from the front; returns what is left. */
  #step(bytes: Buffer): Buffer {
    switch (this.#state) {
      case State.head:
        return this.#readHead(bytes);
      case State.length:
      case State.chunk:
        return this.#readCounted(bytes);
      case State.close:
        this.#listener.bytes(bytes);
        return EMPTY;
      case State.size:
        return this.#readSize(bytes);
      case State.chunkEnd:
        return this.#readChunkEnd(bytes);
      case State.trailers:
        return this.#readTrailers(bytes);
      default:
        return EMPTY;
    }
  }

  #readHead(bytes: Buffer): Buffer {
    const all = this.#joined(bytes);
    // An empty line or two in front of a message is to be overlooked (section 2.2).
    const from = leadingBreaks(all);
    const end = all.indexOf('\r\n\r\n', from, 'latin1');
    if (end < 0) {
      refuseForeign(all, from);
      if (all.length - from > this.#maxHeaderBytes) throw overflow();
      this.#pending = from === 0 ? all : all.subarray(from);
      return EMPTY;
    }
    if (end - from > this.#maxHeaderBytes) throw overflow();
    const lines = all.toString('latin1', from, end).split('\r\n');
    const rest = all.subarray(end + 4);
    const [, minor = '', digits = '', statusText = ''] =
      STATUS_LINE.exec(lines[0] ?? '') ?? refuseStart(lines[0] ?? '');
    const status = Number(digits);
    const headers = readLines(lines, 1);
    if (status >= 100 && status < 200 && status !== 101) return rest;
    this.#begin(status, minor === '1', headers);
    this.#listener.head({ status, statusText, httpVersion: `1.${minor}`, headers });
    if (this.#state === State.length && this.#left === 0) this.#finish([]);
    return rest;
  }

  /** How the body is framed (section 6.3), and whether the connection stays (section 9.3). */
  #begin(status: number, isCurrent: boolean, headers: HeaderList): void {
    let length: string | undefined;
    let coding: string | undefined;
    let closes = !isCurrent;
    for (const [name, value] of headers) {
      // Most names are none of these.
      if (name.length !== 14 && name.length !== 17 && name.length !== 10) continue;
      const key = name.toLowerCase();
      if (key === 'content-length') {
        if (length !== undefined)
          throw fault('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
        length = value;
      } else if (key === 'transfer-encoding') coding = coding === undefined ? value : `${coding},${value}`;
      else if (key === 'connection' && /(?:^|,)\s*close\s*(?:,|$)/i.test(value)) closes = true;
    }
    this.#keepsAlive = !closes;
    this.#state = State.length;
    this.#left = 0;
    if (this.#isHead || status === 101 || status === 204 || status === 304) return;
    if (coding !== undefined) {
      if (length !== undefined) {
        throw fault('HPE_INVALID_TRANSFER_ENCODING', 'Content-Length and Transfer-Encoding together');
      }
      this.#state = /(?:^|,)\s*chunked\s*$/i.test(coding) ? State.size : State.close;
    } else if (length === undefined) this.#state = State.close;
    else this.#left = readLength(length);
    if (this.#state === State.close) this.#keepsAlive = false;
  }

  #readCounted(bytes: Buffer): Buffer {
    const part = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes;
    this.#left -= part.length;
    this.#listener.bytes(part);
    if (this.#left === 0) {
      if (this.#state === State.length) this.#finish([]);
      else this.#state = State.chunkEnd;
    }
    return bytes.length === part.length ? EMPTY : bytes.subarray(part.length);
  }

  #readSize(bytes: Buffer): Buffer {
    const all = this.#joined(bytes);
    const end = all.indexOf(0x0a);
    if ((end < 0 ? all.length : end) > MAX_CHUNK_LINE) {
      throw fault('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
    }
    if (end < 0) {
      // What cannot become a size is not waited for.
      if (!/^[0-9A-Fa-f]{0,14}(?:;|\r?$)/.test(all.toString('latin1', 0, 16))) throw badSize();
      this.#pending = all;
      return EMPTY;
    }
    const size = /^([0-9A-Fa-f]{1,13})(?:;[\t\x20-\x7e\x80-\xff]*)?\r$/.exec(
      all.toString('latin1', 0, end),
    )?.[1];
    if (size === undefined) throw badSize();
    this.#left = parseInt(size, 16);
    this.#state = this.#left === 0 ? State.trailers : State.chunk;
    return all.subarray(end + 1);
  }

  #readChunkEnd(bytes: Buffer): Buffer {
    const all = this.#joined(bytes);
    if (all[0] !== 0x0d || (all.length > 1 && all[1] !== 0x0a)) {
      throw fault('HPE_STRICT', 'Expected LF after chunk data');
    }
    if (all.length === 1) {
      this.#pending = all;
      return EMPTY;
    }
    this.#state = State.size;
    return all.subarray(2);
  }

  #readTrailers(bytes: Buffer): Buffer {
    const all = this.#joined(bytes);
    if (all[0] === 0x0d && all[1] === 0x0a) {
      this.#finish([]);
      return all.subarray(2);
    }
    const end = all.indexOf('\r\n\r\n', 0, 'latin1');
    if ((end < 0 ? all.length : end) > this.#maxHeaderBytes) throw overflow();
    if (end < 0) {
      this.#pending = all;
      return EMPTY;
    }
    this.#finish(readLines(all.toString('latin1', 0, end).split('\r\n'), 0));
    return all.subarray(end + 4);
  }

  #finish(trailers: HeaderList): void {
    this.#state = State.over;
    this.#listener.end(trailers);
  }

  #joined(bytes: Buffer): Buffer {
    if (this.#pending.length === 0) return bytes;
    const all = Buffer.concat([this.#pending, bytes]);
    this.#pending = EMPTY;
    return all;
  }
}

/** Header lines from this one on; throws where one is none. */
function readLines(lines: readonly string[], from: number): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    if (colon < 1 || !NAME.test(name)) {
      const isFolded = line.startsWith(' ') || line.startsWith('\t');
      throw fault(
        'HPE_INVALID_HEADER_TOKEN',
        isFolded ? 'Unexpected whitespace after header value' : 'Invalid header token',
      );
    }
    const value = trimmed(line, colon + 1);
    if (NOT_IN_VALUE.test(value)) throw fault('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    pairs.push([name, value]);
  }
  return pairs;
}

/** Without the spaces and tabs around it; String.trim would take more than those. */
function trimmed(line: string, start: number): string {
  let from = start;
  let to = line.length;
  while (from < to && isBlank(line.charCodeAt(from))) from += 1;
  while (to > from && isBlank(line.charCodeAt(to - 1))) to -= 1;
  return line.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function readLength(value: string): number {
  if (!/^[0-9]+$/.test(value))
    throw fault('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
  const length = Number(value);
  if (!Number.isSafeInteger(length)) throw fault('HPE_INVALID_CONTENT_LENGTH', 'Content-Length overflow');
  return length;
}

function leadingBreaks(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at;
}

/** Bytes that cannot begin an answer are told of at once: their peer may wait for ours. */
function refuseForeign(bytes: Buffer, from: number): void {
  const text = bytes.toString('latin1', from);
  if (!'HTTP/'.startsWith(text.slice(0, 5))) {
    throw fault('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
  }
  if (/(?:^|[^\r])\n|\r[^\n]/.test(text))
    throw fault('HPE_CR_EXPECTED', 'Missing expected CR after header value');
}

function refuseStart(line: string): never {
  if (!line.startsWith('HTTP/')) throw fault('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
  if (!/^HTTP\/1\.[01] /.test(line)) throw fault('HPE_INVALID_VERSION', 'Invalid HTTP version');
  throw fault('HPE_INVALID_STATUS', 'Invalid status code');
}

function badSize(): AnswerFault {
  return fault('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
}

function overflow(): AnswerFault {
  return fault('HPE_HEADER_OVERFLOW', 'Header overflow');
}

function fault(code: string, reason: string): AnswerFault {
  return new AnswerFault(code, reason);
}
