import type { DatabaseSync } from 'node:sqlite';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { optionalBytes, optionalText, parseJson, sizeOf, type Stored } from '../stored-values.ts';

/** Exchanges of more chunks than this go the general way. */
const MOST_CHUNKS = 8;

/**
 * Reads whole bodies of few chunks in one query, without a copy where the body is one piece of what was received. Undefined
 * where that does not suffice, and for bodies longer than `limit`: see createStreamReader, which takes everything.
 */
export function createSmallBodies(
  db: DatabaseSync,
): (number: number, limit: number) => Uint8Array | undefined {
  const chunks = db.prepare(`SELECT response_from, body_from, body_length, spans, body, response FROM chunk
    WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ${String(MOST_CHUNKS + 1)}`);
  return (number, limit) =>
    assembleBody(chunks.all(number * CHUNKS_PER_EXCHANGE, (number + 1) * CHUNKS_PER_EXCHANGE - 1), limit);
}

/** The whole body in these chunks of one exchange, all that there are; undefined as above. */
export function assembleBody(found: readonly Stored[], limit: number): Uint8Array | undefined {
  if (found.length > MOST_CHUNKS) return undefined;
  const last = found.at(-1);
  if (last && sizeOf(last, 'body_from') + sizeOf(last, 'body_length') > limit) return undefined;
  const wire = wireOf(found);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const chunk of found) {
    if (sizeOf(chunk, 'body_from') !== length) return undefined;
    const before = length;
    for (const piece of piecesOf(chunk, wire)) {
      if (!piece) return undefined;
      pieces.push(piece);
      length += piece.length;
    }
    if (length - before !== sizeOf(chunk, 'body_length')) return undefined;
  }
  return joined(pieces, length);
}

interface WirePart {
  readonly from: number;
  readonly bytes: Uint8Array;
}

function wireOf(chunks: readonly Stored[]): readonly WirePart[] {
  return chunks.flatMap((chunk) => {
    const bytes = optionalBytes(chunk, 'response');
    return bytes ? [{ from: sizeOf(chunk, 'response_from'), bytes }] : [];
  });
}

function piecesOf(chunk: Stored, wire: readonly WirePart[]): readonly (Uint8Array | undefined)[] {
  const spans = optionalText(chunk, 'spans');
  if (spans === undefined) return [optionalBytes(chunk, 'body') ?? new Uint8Array()];
  const values = parseJson(spans);
  if (!Array.isArray(values)) return [undefined];
  const pieces: (Uint8Array | undefined)[] = [];
  for (let at = 0; at < values.length; at += 2) pieces.push(span(values[at], values[at + 1], wire));
  return pieces;
}

/** Undefined where it does not lie within one part. */
function span(from: unknown, length: unknown, wire: readonly WirePart[]): Uint8Array | undefined {
  if (typeof from !== 'number' || typeof length !== 'number') return undefined;
  const part = wire.find((one) => from >= one.from && from + length <= one.from + one.bytes.length);
  return part?.bytes.subarray(from - part.from, from - part.from + length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
