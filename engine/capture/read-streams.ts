import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ByteSide } from '../../shared/bridge/bridge.ts';
import { CHUNKS_PER_EXCHANGE } from './format.ts';
import {
  DamagedError,
  numberOf,
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
    data: 'request AS data, NULL AS spans',
  },
  response: {
    from: 'response_from',
    length: 'coalesce(length(response), 0)',
    data: 'response AS data, NULL AS spans',
  },
  body: { from: 'body_from', length: 'body_length', data: 'body AS data, spans' },
} as const;

interface Statements {
  readonly last: StatementSync;
  readonly part: StatementSync;
}

function prepare(db: DatabaseSync, side: ByteSide): Statements {
  const { from, length, data } = SIDES[side];
  return {
    last: db.prepare(`SELECT ${from} AS start, ${length} AS size FROM chunk
      WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1`),
    part: db.prepare(`SELECT ${from} AS start, ${length} AS size, ${data} FROM chunk
      WHERE id BETWEEN ? AND ? AND ${length} > 0 AND ${from} < ? AND ${from} + ${length} > ? ORDER BY id`),
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
  const read = (number: number, side: ByteSide, offset: number, limit: number): Uint8Array<ArrayBuffer> => {
    const end = Math.min(total(number, side), offset + limit);
    const target = createTarget(offset, Math.max(0, end - offset));
    for (const part of statements[side].part.iterate(...range(number), end, offset)) {
      const spans = optionalText(part, 'spans');
      if (spans === undefined) copyData(part, target);
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

function copyData(part: Stored, target: Target): void {
  const data = optionalBytes(part, 'data');
  if (data?.length !== numberOf(part, 'size')) throw new DamagedError('a chunk has lost its bytes');
  place(data, sizeOf(part, 'start'), target);
}

/** Puts what of `data` (at `start` in the stream) falls into the target's page there. */
function place(data: Uint8Array, start: number, target: Target): void {
  const first = Math.max(0, target.from - start);
  const last = Math.min(data.length, target.from + target.bytes.length - start);
  if (last <= first) return;
  target.bytes.set(data.subarray(first, last), start + first - target.from);
  target.filled += last - first;
}

/** A body that stands in the answer's wire bytes: fetches those once for the whole chunk. */
function copySpans(
  part: Stored,
  text: string,
  target: Target,
  readWire: (from: number, length: number) => Uint8Array,
): void {
  const spans = parseSpans(text);
  const wireFrom = spans[0]?.[0] ?? 0;
  const last = spans.at(-1);
  const wireEnd = last ? last[0] + last[1] : wireFrom;
  const wire = readWire(wireFrom, wireEnd - wireFrom);
  let start = sizeOf(part, 'start');
  const end = start + sizeOf(part, 'size');
  for (const [from, length] of spans) {
    const bytes = wire.subarray(from - wireFrom, from - wireFrom + length);
    if (bytes.length !== length) throw new DamagedError('a body points to wire bytes that are not there');
    place(bytes, start, target);
    start += length;
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
