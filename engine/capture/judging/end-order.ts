import type { DatabaseSync } from 'node:sqlite';
import { numberOf, optionalNumber } from '../stored-values.ts';

/** An exchange that has ended. */
export interface Ended {
  readonly number: number;
  /** Epoch ms; infinite where nobody knows: what was lost ended last. */
  readonly endedAt: number;
}

/** When an exchange ended, of its row's columns. Pure. */
export function endOf(startedAt: number, durationMs: number | undefined): number {
  return durationMs === undefined ? Number.POSITIVE_INFINITY : startedAt + durationMs;
}

/** Numbers in the order in which they ended; at one moment the earlier one first. Pure. */
export function inOrderOfEnd(ended: Ended[]): number[] {
  return ended
    .sort((one, other) =>
      one.endedAt === other.endedAt ? one.number - other.number : one.endedAt - other.endedAt,
    )
    .map(({ number }) => number);
}

const PAGE = 1_000;

/** Collects what has ended in a file, a page at a time. */
export interface EndScan {
  /** Whether there are further pages. */
  next(): boolean;
  readonly found: Ended[];
  /** What goes on, and how much there is of it: events, and findings that were recorded. */
  readonly growing: { readonly number: number; readonly size: number }[];
}

export interface ScanOptions {
  /** The highest number that is looked at. */
  readonly last: number;
  /** As in createCaptureReader: else what is open has ended, too. */
  readonly live: boolean;
  /** Numbers that are passed over. */
  readonly except: ReadonlySet<number>;
}

export function scanEnds(db: DatabaseSync, { last, live, except }: ScanOptions): EndScan {
  const page =
    db.prepare(`SELECT number, started_at, duration_ms, state, event_count, finding_count FROM exchange
    WHERE number > ? AND number <= ? ORDER BY number LIMIT ${String(PAGE)}`);
  const found: Ended[] = [];
  const growing: { number: number; size: number }[] = [];
  let after = 0;
  return {
    found,
    growing,
    next() {
      const rows = page.all(after, last);
      for (const row of rows) {
        const number = numberOf(row, 'number');
        after = number;
        if (live && row['state'] === 'open') {
          const size = numberOf(row, 'event_count') + numberOf(row, 'finding_count');
          if (size > 0) growing.push({ number, size });
          continue;
        }
        if (except.has(number)) continue;
        const duration = row['state'] === 'open' ? undefined : optionalNumber(row, 'duration_ms');
        found.push({ number, endedAt: endOf(numberOf(row, 'started_at'), duration) });
      }
      return rows.length === PAGE;
    },
  };
}
