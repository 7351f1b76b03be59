import type { HeaderList } from '../../shared/model/headers.ts';
import { fault, HeadMemory, readLines, type AnswerFault } from './answer-head.ts';
import type { ResponseHead } from './exchange-sink.ts';

/** Hears an answer as its bytes are read. Calls come in order; `end` is the last one. */
export interface AnswerListener {
  /** Once: that of the final answer, or of 101. Other interim answers are passed over. */
  head(head: ResponseHead): void;
  /** The body without its transfer coding. The bytes are a part of those that were pushed. */
  bytes(bytes: Uint8Array): void;
  end(trailers: HeaderList): void;
}

const State = { head: 0, length: 1, close: 2, size: 3, chunk: 4, chunkEnd: 5, trailers: 6, over: 7 } as const;
type State = (typeof State)[keyof typeof State];

const BODY = { length: State.length, chunks: State.size, close: State.close } as const;

const HEADS = new HeadMemory();
const EMPTY: Buffer = Buffer.alloc(0);
const MAX_CHUNK_LINE = 16 * 1024;
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
    const rest = all.subarray(end + 4);
    const { head, framing } = HEADS.read(all.toString('latin1', from, end), this.#isHead);
    if (!framing) return rest;
    this.#state = BODY[framing.by];
    this.#left = framing.length;
    this.#keepsAlive = framing.keepsAlive;
    this.#listener.head(head);
    if (this.#state === State.length && this.#left === 0) this.#finish([]);
    return rest;
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

function badSize(): AnswerFault {
  return fault('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
}

function overflow(): AnswerFault {
  return fault('HPE_HEADER_OVERFLOW', 'Header overflow');
}
