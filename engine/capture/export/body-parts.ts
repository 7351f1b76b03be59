import type { Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Portable } from './portable.ts';

/** A part of a body, and when it was there, in ms from the exchange's start. */
export interface BodyPart {
  readonly bytes: Uint8Array;
  readonly atMs: number;
  /** Of what a process wrote: what it is. */
  readonly output?: 'stderr' | 'stray' | 'line';
}

/** An answer's body, cut where its events came at another time than the one before. */
export function bodyParts({ row, body, events, end }: Portable): readonly BodyPart[] {
  if (isOutput(row, events)) return events.flatMap((event) => outputOf(body, event));
  if (body.length === 0) return [];
  const parts: BodyPart[] = [];
  let from = 0;
  let atMs: number | undefined;
  for (const event of events) {
    if (atMs !== undefined && event.atMs !== atMs && event.offset > from && event.offset < body.length) {
      parts.push({ bytes: body.subarray(from, event.offset), atMs });
      from = event.offset;
    }
    atMs = event.atMs;
  }
  parts.push({ bytes: body.subarray(from), atMs: atMs ?? end.timing.endMs ?? 0 });
  return parts;
}

/** Whether this is what a process wrote beside its answers. */
function isOutput({ method, transport }: Row, events: readonly StreamEvent[]): boolean {
  if (transport !== 'stdio') return false;
  return method === 'process' || events.some(({ kind }) => kind === 'stderr' || kind === 'stray');
}

function outputOf(body: Uint8Array, { kind, offset, length, atMs }: StreamEvent): readonly BodyPart[] {
  if (kind !== 'stderr' && kind !== 'stray' && kind !== 'line') return [];
  return [{ bytes: body.subarray(offset, offset + length), atMs, output: kind }];
}
