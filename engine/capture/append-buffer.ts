import type { Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { CHUNKS_PER_EXCHANGE } from './format.ts';
import { NumberList } from './number-list.ts';
import { RowPacker } from './packed-rows.ts';
import { encodeEvent, encodeFinding, encodeRow, EVENT_TEXTS, ROW_TEXTS } from './row-columns.ts';
import type { ColumnValue } from './stored-values.ts';
import { ABSENT, CHUNK_NUMBERS, type AppendBatch } from './store-messages.ts';

const FIRST_SIZE = 64 * 1024;
/** Numbers that a chunk's segments mostly take: a pair for the request, the response and the body. */
const USUAL_SEGMENTS = 6;
const MOST_SPARE = 4;
const LARGEST_SPARE = 2 * 1024 * 1024;

/** Where one exchange's streams have got to, in the whole capture. Made once an exchange, kept by its recorder. */
export interface Track {
  readonly number: number;
  chunks: number;
  requestBytes: number;
  responseBytes: number;
  bodyBytes: number;
  /** The chunk of the batch that is being filled. */
  open: OpenChunk | undefined;
  /** The batch in which there is something of its answer, and where in the list of that; 0: in none yet. */
  answerIn: number;
  answerAt: number;
}

export function createTrack(number: number): Track {
  return {
    number,
    chunks: 0,
    requestBytes: 0,
    responseBytes: 0,
    bodyBytes: 0,
    open: undefined,
    answerIn: 0,
    answerAt: 0,
  };
}

interface OpenChunk {
  readonly track: Track;
  readonly id: number;
  readonly atMs: number;
  readonly requestFrom: number;
  readonly responseFrom: number;
  readonly bodyFrom: number;
  bodyLength: number;
  /** Pairs of place and length in the batch's bytes. */
  request: number[];
  response: number[];
  body: number[];
  /** Pairs of place and length in the answer's wire bytes. */
  spans: number[];
}

/** What knows an exchange's row; asked when a batch leaves, so that many changes cost one row. */
export interface RowSource {
  /** As it is now, not a copy. It leaves with a batch: the next change must be told again, once. */
  leave(): Row;
  /** Bytes that were not kept. */
  notKept(): number;
}

/** The pairs of a chunk to which nothing was added yet: mostly one pair is. */
const NO_PAIRS: number[] = [];

/** With `length` bytes at `from` appended; continues the last pair where the two touch. */
function extended(pairs: number[], from: number, length: number): number[] {
  if (pairs.length === 0) return [from, length];
  const lastFrom = pairs.at(-2);
  const lastLength = pairs.at(-1);
  if (lastFrom !== undefined && lastLength !== undefined && lastFrom + lastLength === from) {
    pairs[pairs.length - 1] = lastLength + length;
  } else {
    pairs.push(from, length);
  }
  return pairs;
}

/** Collects appends until they leave as one batch. Copies every byte: the caller's buffers stay its own. */
export class AppendBuffer {
  #bytes = Buffer.from(new ArrayBuffer(FIRST_SIZE));
  readonly #spare: Buffer<ArrayBuffer>[] = [];
  #used = 0;
  #records = 0;
  #rows: RowSource[] = [];
  #chunks: OpenChunk[] = [];
  #requests = new NumberList();
  #answers = new NumberList();
  /** Counts the batches, from 1. */
  #batch = 1;
  #events = new RowPacker(EVENT_TEXTS);
  #findings: ColumnValue[] = [];
  /** One for all rows: its values are packed at once. */
  readonly #row: ColumnValue[] = [];

  /** A rough measure of what the batch weighs, in bytes. */
  get weight(): number {
    return this.#used + (this.#records + this.#rows.length + this.#chunks.length) * 200;
  }

  /** Entries that the structured clone must walk through: what a batch costs the main thread. */
  get records(): number {
    return this.#records + this.#rows.length + this.#chunks.length;
  }

  changed(source: RowSource): void {
    this.#rows.push(source);
  }

  request(number: number, head: readonly string[], body: Uint8Array): void {
    const headFrom = this.#used;
    const requests = this.#requests;
    requests.push(number);
    requests.push(headFrom);
    for (const part of head) this.#putText(part);
    requests.push(this.#used - headFrom);
    requests.push(this.#put(body));
    requests.push(body.length);
    this.#records += 1;
  }

  answer(track: Track, head: string | null, ending: string | null): void {
    if (track.answerIn !== this.#batch) {
      track.answerIn = this.#batch;
      track.answerAt = this.#answers.length;
      for (const value of [track.number, 0, ABSENT, 0, ABSENT]) this.#answers.push(value);
      this.#records += 1;
    }
    const at = track.answerAt;
    // One write for both is half the work.
    if (head !== null) this.#answerPart(at + 1, head);
    if (ending !== null) this.#answerPart(at + 3, ending);
  }

  #answerPart(at: number, text: string): void {
    this.#answers.set(at, this.#used);
    this.#answers.set(at + 1, this.#putText(text));
  }

  requestBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    const chunk = this.#chunk(track, atMs);
    chunk.request = extended(chunk.request, this.#put(bytes), bytes.length);
    track.requestBytes += bytes.length;
  }

  responseBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    const chunk = this.#chunk(track, atMs);
    chunk.response = extended(chunk.response, this.#put(bytes), bytes.length);
    track.responseBytes += bytes.length;
  }

  /** Bytes of the decoded body that stand nowhere else. */
  bodyBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    let chunk = this.#chunk(track, atMs);
    if (chunk.spans.length > 0) {
      // A chunk's body is either spans or bytes.
      track.open = undefined;
      chunk = this.#chunk(track, atMs);
    }
    chunk.body = extended(chunk.body, this.#put(bytes), bytes.length);
    chunk.bodyLength += bytes.length;
    track.bodyBytes += bytes.length;
  }

  /** Bytes of the decoded body that stand in the answer's wire bytes from `wireFrom` on. */
  bodySpan(track: Track, wireFrom: number, length: number, atMs: number): void {
    const chunk = this.#chunk(track, atMs);
    chunk.spans = extended(chunk.spans, wireFrom, length);
    chunk.bodyLength += length;
    track.bodyBytes += length;
  }

  event(number: number, event: StreamEvent): void {
    this.#row.length = 0;
    encodeEvent(number, event, this.#row);
    this.#events.add(this.#row);
    this.#records += 1;
  }

  finding(number: number, index: number, finding: Finding): void {
    encodeFinding(number, index, finding, this.#findings);
    this.#records += 1;
  }

  /** Bytes of a batch that is written: used for a later one. */
  takeBack(bytes: ArrayBuffer): void {
    if (this.#spare.length < MOST_SPARE && bytes.byteLength <= LARGEST_SPARE) {
      this.#spare.push(Buffer.from(bytes));
    }
  }

  /** Everything collected so far as a message; the buffer is empty then. Undefined when there was nothing. */
  take(id: number, unrecorded: number): AppendBatch | undefined {
    if (this.records === 0) return undefined;
    const rows = new RowPacker(ROW_TEXTS, this.#rows.length);
    for (const source of this.#rows) {
      this.#row.length = 0;
      encodeRow(source.leave(), source.notKept(), this.#row);
      rows.add(this.#row);
    }
    const chunks = new NumberList(this.#chunks.length * CHUNK_NUMBERS.length);
    const segments = new NumberList(this.#chunks.length * USUAL_SEGMENTS);
    for (const chunk of this.#chunks) writeChunk(chunk, chunks, segments);
    const batch: AppendBatch = {
      kind: 'append',
      id,
      // An idle stream's few bytes need not travel in a large buffer.
      bytes:
        this.#used * 2 < this.#bytes.length ? this.#bytes.buffer.slice(0, this.#used) : this.#bytes.buffer,
      rows: rows.packed(),
      requests: this.#requests.all(),
      answers: this.#answers.all(),
      chunks: chunks.all(),
      segments: segments.all(),
      events: this.#events.packed(),
      findings: this.#findings,
      unrecorded,
    };
    this.#clear(batch.bytes === this.#bytes.buffer);
    return batch;
  }

  #clear(handedOver: boolean): void {
    if (handedOver) this.#bytes = this.#spare.pop() ?? Buffer.from(new ArrayBuffer(FIRST_SIZE));
    this.#used = 0;
    this.#records = 0;
    this.#rows = [];
    this.#chunks = [];
    this.#requests = new NumberList(this.#requests.length);
    this.#answers = new NumberList(this.#answers.length);
    this.#batch += 1;
    this.#events = new RowPacker(EVENT_TEXTS, this.#events.count);
    this.#findings = [];
  }

  #chunk(track: Track, atMs: number): OpenChunk {
    if (track.open) return track.open;
    const chunk: OpenChunk = {
      track,
      id: track.number * CHUNKS_PER_EXCHANGE + track.chunks,
      atMs,
      requestFrom: track.requestBytes,
      responseFrom: track.responseBytes,
      bodyFrom: track.bodyBytes,
      bodyLength: 0,
      request: NO_PAIRS,
      response: NO_PAIRS,
      body: NO_PAIRS,
      spans: NO_PAIRS,
    };
    track.chunks += 1;
    track.open = chunk;
    this.#chunks.push(chunk);
    return chunk;
  }

  #put(bytes: Uint8Array): number {
    const at = this.#used;
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
    this.#used = at + bytes.length;
    return at;
  }

  /** Answers how many bytes it takes; they stand where the bytes ended before. */
  #putText(text: string): number {
    // No character of UTF-16 takes more than three bytes.
    this.#reserve(text.length * 3);
    const length = this.#bytes.write(text, this.#used);
    this.#used += length;
    return length;
  }

  #reserve(length: number): void {
    const needed = this.#used + length;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.from(new ArrayBuffer(Math.max(needed, this.#bytes.length * 2)));
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }
}

function writeChunk(chunk: OpenChunk, chunks: NumberList, segments: NumberList): void {
  if (chunk.track.open === chunk) chunk.track.open = undefined;
  chunks.push(chunk.id);
  chunks.push(chunk.atMs);
  chunks.push(chunk.requestFrom);
  chunks.push(chunk.responseFrom);
  chunks.push(chunk.bodyFrom);
  chunks.push(chunk.bodyLength);
  for (const pairs of [chunk.request, chunk.response, chunk.body, chunk.spans]) {
    chunks.push(pairs.length / 2);
    for (const value of pairs) segments.push(value);
  }
}
