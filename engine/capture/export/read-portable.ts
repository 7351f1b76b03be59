import type { DatabaseSync } from 'node:sqlite';
import { lostUnless } from '../judging/read-recorded.ts';
import { MOST_FINDINGS } from '../read-capture.ts';
import { createStreamReader } from '../read-streams.ts';
import {
  decodeEvent,
  decodeFinding,
  decodeRow,
  EVENT_COLUMNS,
  FINDING_COLUMNS,
  ROW_COLUMNS,
} from '../row-columns.ts';
import { optionalBytes, optionalText, textOf } from '../stored-values.ts';
import type { ExportQueries, StoredPortable } from './export-messages.ts';

/** Of a longer body only this much is written elsewhere, in bytes. */
const MOST_BODY = 64 * 1024 * 1024;
/** An answer of so many bytes in all is enough for one page. */
const PAGE_BYTES = 4 * 1024 * 1024;

export type PortableReader = (input: ExportQueries['portable']['in']) => ExportQueries['portable']['out'];

/** Throws what SQLite throws, or DamagedError. `live` as in createCaptureReader. */
export function createPortableReader(db: DatabaseSync, live: boolean): PortableReader {
  const columns = `${ROW_COLUMNS.map((column) => `e.${column}`).join(', ')},
    r.head AS request_head, r.body AS request_body, a.head AS answer_head, a.ending AS ending`;
  const tables =
    'exchange e JOIN request r ON r.exchange = e.number LEFT JOIN answer a ON a.exchange = e.number';
  const after = db.prepare(`SELECT ${columns} FROM ${tables} WHERE e.number > ? ORDER BY e.number LIMIT 1`);
  const one = db.prepare(`SELECT ${columns} FROM ${tables} WHERE e.number = ?`);
  const events = db.prepare(`SELECT ${EVENT_COLUMNS.join(', ')} FROM event WHERE exchange = ? ORDER BY idx`);
  const findings = db.prepare(
    `SELECT ${FINDING_COLUMNS.join(', ')} FROM finding WHERE exchange = ? ORDER BY idx LIMIT ?`,
  );
  const streams = createStreamReader(db);
  const read = (stored: Parameters<typeof decodeRow>[0]): StoredPortable => {
    const row = lostUnless(live, decodeRow(stored));
    const answerHead = optionalText(stored, 'answer_head');
    const ending = optionalText(stored, 'ending');
    return {
      row,
      requestHead: textOf(stored, 'request_head'),
      requestBody: optionalBytes(stored, 'request_body') ?? new Uint8Array(),
      ...(answerHead !== undefined && { answerHead }),
      ...(ending !== undefined && { ending }),
      body: streams.read(row.number, 'body', 0, MOST_BODY),
      bodyTotal: streams.total(row.number, 'body'),
      events: row.eventCount === 0 ? [] : events.all(row.number).map(decodeEvent),
      findings: findings.all(row.number, MOST_FINDINGS).map(decodeFinding),
    };
  };
  return ({ after: from, limit, numbers }) => {
    const exchanges: StoredPortable[] = [];
    let bytes = 0;
    let next = from;
    while (exchanges.length < limit && bytes < PAGE_BYTES && (!numbers || next < numbers.length)) {
      const stored = numbers ? one.get(numbers[next] ?? 0) : after.get(next);
      if (!stored && !numbers) break;
      next = numbers || !stored ? next + 1 : decodeRow(stored).number;
      if (!stored) continue;
      const found = read(stored);
      exchanges.push(found);
      bytes += found.body.length + found.requestBody.length + found.events.length * 400;
    }
    return { exchanges, next };
  };
}
