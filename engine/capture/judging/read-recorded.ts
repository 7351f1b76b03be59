import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../../../shared/model/exchange.ts';
import type { RecordedExchange } from '../../lint/see-exchange.ts';
import { lostFailure } from '../lost-failure.ts';
import { createStreamReader, type StreamReader } from '../read-streams.ts';
import { decodeEvent, decodeRow, EVENT_COLUMNS, ROW_COLUMNS } from '../row-columns.ts';
import { gatewayPart, readColumn } from '../stored-detail.ts';
import { numberOf, optionalBytes, optionalText, sizeOf, textOf } from '../stored-values.ts';
import { createSmallBodies } from './small-bodies.ts';

/** Of what is longer than this many bytes only the head is read. */
const MOST_BYTES = 4 * 1024 * 1024;
/** And of a stream so many events. */
const MOST_EVENTS = 10_000;

/** Gives exchanges as the linter wants them. Throws what SQLite throws, or DamagedError. */
export interface RecordedReader {
  /**
   * Undefined where there is none, where its request is longer than MOST_BYTES, and where the file that it was imported
   * from has not got it: half a request is no message, and nothing that is said of it could be trusted.
   */
  read(number: number): RecordedExchange | undefined;
}

/** `live` as in createCaptureReader: else what is open has been lost. */
export function createRecordedReader(db: DatabaseSync, live: boolean): RecordedReader {
  const head = db.prepare(`SELECT ${ROW_COLUMNS.map((column) => `e.${column}`).join(', ')},
      r.head AS request_head, r.size AS request_size,
      CASE WHEN r.size <= ${String(MOST_BYTES)} THEN r.body END AS request_body,
      a.head AS answer_head, a.ending AS ending
    FROM exchange e JOIN request r ON r.exchange = e.number LEFT JOIN answer a ON a.exchange = e.number
    WHERE e.number = ?`);
  const events = db.prepare(
    `SELECT ${EVENT_COLUMNS.join(', ')} FROM event WHERE exchange = ? ORDER BY idx LIMIT ?`,
  );
  const body = createBodyReader(db);
  return {
    read(number) {
      const stored = head.get(number);
      if (!stored || sizeOf(stored, 'request_size') > MOST_BYTES) return undefined;
      const request = readColumn.requestHead(textOf(stored, 'request_head'));
      const found = lostUnless(live, decodeRow(stored));
      const { missing = [] } = found;
      if (missing.includes('request-body')) return undefined;
      // Where nobody kept the headers, no rule may miss one.
      const row: Row = missing.includes('request-headers') ? { ...found, transport: 'stdio' } : found;
      const answerHead = optionalText(stored, 'answer_head');
      const endingText = optionalText(stored, 'ending');
      const ending = endingText === undefined ? undefined : readColumn.ending(endingText);
      const answer = answerHead === undefined ? undefined : readColumn.answerHead(answerHead);
      const failure =
        ending?.failure ?? (row.failureKind === 'lost' ? lostFailure(row.startedAt) : undefined);
      const read = body(row);
      const seen = row.eventCount === 0 ? [] : events.all(number, MOST_EVENTS).map(decodeEvent);
      const partial =
        read.total > read.bytes.length ||
        row.eventCount > MOST_EVENTS ||
        ending?.cutAtLimit === true ||
        missing.includes('response-body') ||
        numberOf(stored, 'not_kept') > 0;
      return {
        row,
        url: request.url,
        httpMethod: request.httpMethod,
        target: request.target,
        headers: request.headers,
        routing: request.routing,
        ...(request.gateway && { gateway: gatewayPart(request.gateway, ending?.gateway) }),
        ...(request.channel !== undefined && { channel: request.channel }),
        requestBody: optionalBytes(stored, 'request_body') ?? new Uint8Array(),
        ...(answer && { answer: { status: answer.status, headers: answer.headers } }),
        ...(failure && { failure }),
        body: read.bytes,
        bodyBytes: read.total,
        events: seen,
        partial,
      };
    },
  };
}

/** What is open where nothing is recorded any more has been lost. */
export function lostUnless(live: boolean, row: Row): Row {
  return live || row.state !== 'open' ? row : { ...row, state: 'failed', failureKind: 'lost' };
}

interface Body {
  readonly bytes: Uint8Array;
  readonly total: number;
}

function createBodyReader(db: DatabaseSync): (row: Row) => Body {
  const streams = createStreamReader(db);
  const small = createSmallBodies(db);
  return (row) => {
    if (row.responseBytes === 0) return { bytes: new Uint8Array(), total: 0 };
    const found = row.responseBytes <= MOST_BYTES ? small(row.number, MOST_BYTES) : undefined;
    if (found) return { bytes: found, total: found.length };
    return readLarge(streams, row.number);
  };
}

function readLarge(streams: StreamReader, number: number): Body {
  const total = streams.total(number, 'body');
  const bytes = streams.read(number, 'body', 0, MOST_BYTES);
  return { bytes, total };
}
