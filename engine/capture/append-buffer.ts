import type { Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { CHUNKS_PER_EXCHANGE } from './format.ts';
import { NumberList } from './number-list.ts';
import { RowPacker } from './packed-rows.ts';
import { NO_PIECE, PieceMemory } from './piece-memory.ts';
import { encodeEvent, encodeFinding, encodeRow, EVENT_TEXTS, ROW_TEXTS } from './row-columns.ts';
import type { ColumnValue } from './stored-values.ts';
import { ABSENT, CHUNK_NUMBERS, type AppendBatch } from './store-messages.ts';
import type { AnswerText, RequestText } from './stored-detail.ts';

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
  /** The same of its request. */
  requestIn: number;
  requestAt: number;
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
    requestIn: 0,
    requestAt: 0,
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
  #pieces = new NumberList();
  #requests = new NumberList();
  #answers = new NumberList();
  /** Counts the batches, from 1. */
  #batch = 1;
  #events = new RowPacker(EVENT_TEXTS);
  #findings: ColumnValue[] = [];
  /** One for all rows: its values are packed at once. */
  readonly #row: ColumnValue[] = [];
  readonly #memory: PieceMemory;
  #lastDraft: string | undefined;
  #lastDraftPiece = NO_PIECE;

  /** `lastPiece`: highest id in the file's table `piece`. */
  constructor(lastPiece: number) {
    this.#memory = new PieceMemory(lastPiece, (id, text) => {
      this.#pieces.push(id);
      this.#pieces.push(this.#used);
      this.#pieces.push(this.#putText(text));
    });
  }

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

  request(track: Track, head: RequestText, body: Uint8Array): void {
    // What is sent to several instances names each of them, and is not sent to the same one again.
    const headPiece = head.isSentOften
      ? NO_PIECE
      : this.#memory.idOf(head.headers, false, head.first, head.routing);
    const draftPiece = head.draft === undefined ? NO_PIECE : this.#draftPiece(head.draft, head.isSentOften);
    const requests = this.#requests;
    track.requestIn = this.#batch;
    track.requestAt = requests.length;
    requests.push(track.number);
    requests.push(headPiece);
    requests.push(this.#used);
    let length = 0;
    if (headPiece === NO_PIECE) {
      length += this.#putText(head.first) + this.#putText(head.headers) + this.#putText(head.routing);
    }
    for (const part of head.own) length += this.#putText(part);
    if (draftPiece === NO_PIECE && head.draft !== undefined) length += this.#putText(head.draft);
    requests.push(length);
    requests.push(draftPiece);
    requests.push(this.#put(body));
    requests.push(body.length);
    requests.push(ABSENT);
    this.#records += 1;
  }

  /** The requests of one draft mostly follow each other. */
  #draftPiece(draft: string, isSentOften: boolean): number {
    if (draft === this.#lastDraft) return this.#lastDraftPiece;
    const piece = this.#memory.idOf(draft, isSentOften);
    this.#lastDraft = piece === NO_PIECE ? undefined : draft;
    this.#lastDraftPiece = piece;
    return piece;
  }

  answer(track: Track, head: string | null, ending: AnswerText | null): void {
    if (track.answerIn !== this.#batch) {
      track.answerIn = this.#batch;
      track.answerAt = this.#answers.length;
      for (const value of [track.number, NO_PIECE, 0, ABSENT, NO_PIECE, 0, ABSENT]) this.#answers.push(value);
      this.#records += 1;
    }
    const at = track.answerAt;
    // One write for both is half the work.
    if (head !== null) this.#answerPart(at + 1, '', head);
    if (ending !== null) this.#answerPart(at + 4, ending.own, ending.alike);
  }

  #answerPart(at: number, own: string, alike: string): void {
    const piece = alike === '' ? NO_PIECE : this.#memory.idOf(alike);
    const text = piece === NO_PIECE ? own + alike : own;
    this.#answers.set(at, piece);
    this.#answers.set(at + 1, this.#used);
    this.#answers.set(at + 2, this.#putText(text));
  }

  requestBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    const chunk = this.#chunk(track, atMs);
    chunk.request = extended(chunk.request, this.#put(bytes), bytes.length);
    track.requestBytes += bytes.length;
  }

  /** A request's body that the first chunk of its exchange ends with stands there, and is not stored once more. */
  #findBody({ id, track, request }: OpenChunk): void {
    const isFirst = id === track.number * CHUNKS_PER_EXCHANGE;
    if (track.requestIn !== this.#batch || !isFirst || request.length !== 2) return;
    const [wireFrom = 0, wireLength = 0] = request;
    const requests = this.#requests.all();
    const from = requests[track.requestAt + 5] ?? 0;
    const length = requests[track.requestAt + 6] ?? 0;
    const at = wireLength - length;
    if (length === 0 || at < 0) return;
    const wireEnd = wireFrom + wireLength;
    if (this.#bytes.compare(this.#bytes, from, from + length, wireFrom + at, wireEnd) !== 0) return;
    this.#requests.set(track.requestAt + 6, 0);
    this.#requests.set(track.requestAt + 7, at);
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

  /** Something was not written that was handed over. */
  missed(): void {
    this.#memory.forget();
    this.#lastDraft = undefined;
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
    for (const chunk of this.#chunks) {
      this.#findBody(chunk);
      writeChunk(chunk, chunks, segments);
    }
    const batch: AppendBatch = {
      kind: 'append',
      id,
      // An idle stream's few bytes need not travel in a large buffer.
      bytes:
        this.#used * 2 < this.#bytes.length ? this.#bytes.buffer.slice(0, this.#used) : this.#bytes.buffer,
      rows: rows.packed(),
      pieces: this.#pieces.all(),
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
    this.#pieces = new NumberList();
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
