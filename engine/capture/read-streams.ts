import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ByteSide } from '../../shared/bridge/bridge.ts';
import { CHUNKS_PER_EXCHANGE } from './format.ts';
import { createKeptChunk, LARGE_CHUNK } from './kept-chunk.ts';
import {
  DamagedError,
  optionalBytes,
  optionalText,
  parseJson,
  sizeOf,
  type Stored,
} from './stored-values.ts';

/** Reads the byte streams of exchanges out of their chunks. All of it throws what SQLite throws, or DamagedError. */
export interface StreamReader {
  /** Bytes of this side that are there so far. */
  total(number: number, side: ByteSide): number;
  /** At most `limit` bytes from `offset` on. */
  read(number: number, side: ByteSide, offset: number, limit: number): Uint8Array<ArrayBuffer>;
}

/** How each side stands in a chunk; the expressions are constants of ours. */
const SIDES = {
  request: {
    from: 'request_from',
    length: 'coalesce(length(request), 0)',
    data: 'request',
    spans: 'NULL',
  },
  response: {
    from: 'response_from',
    length: 'coalesce(length(response), 0)',
    data: 'response',
    spans: 'NULL',
  },
  body: { from: 'body_from', length: 'body_length', data: 'body', spans: 'spans' },
} as const;

interface Statements {
  readonly last: StatementSync;
  /** The chunks of a page, with their bytes where these are few. */
  readonly part: StatementSync;
  /** The bytes of one chunk. */
  readonly large: StatementSync;
}

function prepare(db: DatabaseSync, side: ByteSide): Statements {
  const { from, length, data, spans } = SIDES[side];
  return {
    last: db.prepare(`SELECT ${from} AS start, ${length} AS size FROM chunk
      WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1`),
    part: db.prepare(`SELECT ${from} AS start, ${length} AS size, ${spans} AS spans,
        CASE WHEN ${length} <= ${String(LARGE_CHUNK)} THEN ${data} END AS data FROM chunk
      WHERE id BETWEEN ? AND ? AND ${length} > 0 AND ${from} < ? AND ${from} + ${length} > ? ORDER BY id`),
    large: db.prepare(`SELECT ${data} AS data FROM chunk
      WHERE id BETWEEN ? AND ? AND ${from} = ? AND ${length} = ? LIMIT 1`),
  };
}

/** One page of one stream while it is put together. */
interface Target {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Place in the stream of the first byte of `bytes`. */
  readonly from: number;
  filled: number;
}

export function createStreamReader(db: DatabaseSync): StreamReader {
  const statements = {
    request: prepare(db, 'request'),
    response: prepare(db, 'response'),
    body: prepare(db, 'body'),
  };
  const range = (number: number): [number, number] => [
    number * CHUNKS_PER_EXCHANGE,
    (number + 1) * CHUNKS_PER_EXCHANGE - 1,
  ];
  const total = (number: number, side: ByteSide): number => {
    const last = statements[side].last.get(...range(number));
    return last ? sizeOf(last, 'start') + sizeOf(last, 'size') : 0;
  };
  const kept = createKeptChunk();
  /** Of a chunk's bytes those that the page wants. */
  const copyData = (number: number, side: ByteSide, part: Stored, target: Target): void => {
    const [start, size] = [sizeOf(part, 'start'), sizeOf(part, 'size')];
    if (size <= LARGE_CHUNK) {
      place(wholeOf(part, size), start, target);
      return;
    }
    const bytes = kept.get(`${side} ${String(number)} ${String(start)} ${String(size)}`, () =>
      wholeOf(statements[side].large.get(...range(number), start, size) ?? { data: null }, size),
    );
    place(bytes, start, target);
    if (start + size <= target.from + target.bytes.length) kept.drop();
  };
  const read = (number: number, side: ByteSide, offset: number, limit: number): Uint8Array<ArrayBuffer> => {
    const end = Math.min(total(number, side), offset + limit);
    const target = createTarget(offset, Math.max(0, end - offset));
    for (const part of statements[side].part.iterate(...range(number), end, offset)) {
      const spans = optionalText(part, 'spans');
      if (spans === undefined) copyData(number, side, part, target);
      else copySpans(part, spans, target, (from, length) => read(number, 'response', from, length));
    }
    if (target.filled !== target.bytes.length) throw new DamagedError('bytes of an exchange are missing');
    return target.bytes;
  };
  return { total, read };
}

/** A damaged length must not ask for more memory than there is. */
const MAX_PAGE = 1024 * 1024 * 1024;

function createTarget(from: number, length: number): Target {
  if (length > MAX_PAGE) throw new DamagedError('the length of a body is beyond every limit');
  return { bytes: new Uint8Array(length), from, filled: 0 };
}

function wholeOf(part: Stored, size: number): Uint8Array {
  const data = optionalBytes(part, 'data');
  if (data?.length !== size) throw new DamagedError('a chunk has lost its bytes');
  return data;
}

/** Puts what of `data` (at `start` in the stream) falls into the target's page there. */
function place(data: Uint8Array, start: number, target: Target): void {
  const first = Math.max(0, target.from - start);
  const last = Math.min(data.length, target.from + target.bytes.length - start);
  if (last <= first) return;
  target.bytes.set(data.subarray(first, last), start + first - target.from);
  target.filled += last - first;
}

/** A body that stands in the answer's wire bytes: fetches of those, once, what the page needs. A chunk of 50 MB is many pages. */
function copySpans(
  part: Stored,
  text: string,
  target: Target,
  readWire: (from: number, length: number) => Uint8Array,
): void {
  let start = sizeOf(part, 'start');
  const end = start + sizeOf(part, 'size');
  const pageEnd = target.from + target.bytes.length;
  const needed: { readonly from: number; readonly length: number; readonly start: number }[] = [];
  for (const [from, length] of parseSpans(text)) {
    const skipped = Math.max(0, target.from - start);
    const kept = Math.min(length, pageEnd - start) - skipped;
    if (kept > 0) needed.push({ from: from + skipped, length: kept, start: start + skipped });
    start += length;
  }
  const wireFrom = needed[0]?.from ?? 0;
  const last = needed.at(-1);
  const wire = last ? readWire(wireFrom, last.from + last.length - wireFrom) : new Uint8Array();
  for (const each of needed) {
    const bytes = wire.subarray(each.from - wireFrom, each.from - wireFrom + each.length);
    if (bytes.length !== each.length)
      throw new DamagedError('a body points to wire bytes that are not there');
    place(bytes, each.start, target);
  }
  if (start !== end) throw new DamagedError('the spans of a body do not add up');
}

/** Pairs of place and length, ascending, as the recorder wrote them. */
function parseSpans(text: string): [number, number][] {
  const values = parseJson(text);
  if (!Array.isArray(values) || values.length % 2 !== 0) throw new DamagedError('unexpected spans');
  const spans: [number, number][] = [];
  let least = 0;
  for (let at = 0; at < values.length; at += 2) {
    const from: unknown = values[at];
    const length: unknown = values[at + 1];
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(length))
      throw new DamagedError('unexpected spans');
    const pair: [number, number] = [Number(from), Number(length)];
    if (pair[0] < least || pair[1] < 0) throw new DamagedError('unexpected spans');
    least = pair[0] + pair[1];
    spans.push(pair);
  }
  return spans;
}
