import { ROW_COLUMNS } from '../row-columns.ts';
import type { AppendBatch } from '../store-messages.ts';
import { endOf, type Ended } from './end-order.ts';

const NUMBER = ROW_COLUMNS.indexOf('number');
const STATE = ROW_COLUMNS.indexOf('state');
const STARTED = ROW_COLUMNS.indexOf('started_at');
const DURATION = ROW_COLUMNS.indexOf('duration_ms');
const EVENTS = ROW_COLUMNS.indexOf('event_count');
const FINDINGS = ROW_COLUMNS.indexOf('finding_count');

/** What a batch tells about ends. */
export interface BatchEnds {
  readonly ended: Ended[];
  /** Exchanges that go on, and how much there is of each by now: events, and findings that were recorded. */
  readonly growing: { readonly number: number; readonly size: number }[];
}

/** Reads it off the rows of a batch as they travel. Pure. */
export function batchEnds({ rows: { values, texts } }: Pick<AppendBatch, 'rows'>): BatchEnds {
  const ended: Ended[] = [];
  const growing: { number: number; size: number }[] = [];
  for (let at = 0; at < values.length; at += ROW_COLUMNS.length) {
    const number = Number(values[at + NUMBER]);
    if (texts[Number(values[at + STATE])] !== 'open') {
      const duration = Number(values[at + DURATION]);
      // Not a number: there is none.
      const endedAt = endOf(Number(values[at + STARTED]), Number.isNaN(duration) ? undefined : duration);
      ended.push({ number, endedAt });
      continue;
    }
    const size = Number(values[at + EVENTS]) + Number(values[at + FINDINGS]);
    if (size > 0) growing.push({ number, size });
  }
  return { ended, growing };
}
