import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { RecordedExchange } from '../../lint/see-exchange.ts';
import { decodeLink, ERAS, ORIGINS, TRANSPORTS } from '../row-columns.ts';
import {
  DamagedError,
  numberOf,
  oneOf,
  optionalBytes,
  optionalNumber,
  optionalText,
  parseJson,
  sizeOf,
  textOf,
  type Stored,
} from '../stored-values.ts';
import { shapedRows } from '../shaped-rows.ts';
import { lostUnless } from '../judging/read-recorded.ts';

/** Of what is longer than this many bytes nothing is read: half a request is no message. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** One request of a page. */
export interface PagedRequest {
  readonly number: number;
  /** Undefined where the row is damaged. */
  readonly row: Row | undefined;
  /** Undefined where the request is too long, or damaged. */
  readonly recorded: RecordedExchange | undefined;
}

export const NOTHING = new Uint8Array();
const NONE: Pick<RecordedExchange, 'url' | 'target' | 'routing' | 'body' | 'bodyBytes' | 'events'> = {
  ...{ url: '', target: '', routing: [], body: NOTHING, bodyBytes: 0, events: [] },
};

/** Columns of an exchange that say what a plan needs of its request. */
export const ROW = [
  ...['number', 'origin', 'instance_id', 'instance_name', 'era', 'method', 'name', 'state', 'started_at'],
  ...['duration_ms', 'tampered', 'not_kept', 'transport', 'link_kind', 'link_to', 'link_round', 'gateway_id'],
];

/**
 * Reads requests, as if nothing had come to them, page by page: those with `after` < number <= `last`, ascending. Of a head
 * only what a plan needs is looked at, and nothing where a modern request says all of it in its body: a hundred thousand
 * would be read and checked otherwise. `live` as in
 * createCaptureReader. Throws what SQLite throws.
 */
export function createRequestPages(
  db: DatabaseSync,
  live: boolean,
): (after: number, last: number, limit: number) => PagedRequest[] {
  const page = shapedRows(
    db,
    `SELECT ${ROW.map((column) => `e.${column}`).join(', ')},
      CASE WHEN e.era = 'modern' AND e.transport = 'http' AND r.size > 0 THEN NULL ELSE r.head END AS request_head,
      r.size AS request_size,
      CASE WHEN r.size <= ${String(MOST_BYTES)} THEN r.body END AS request_body
    FROM exchange e JOIN request r ON r.exchange = e.number
    WHERE e.number > ? AND e.number <= ? ORDER BY e.number LIMIT ?`,
    [...ROW, 'request_head', 'request_size', 'request_body'],
  );
  return (after, last, limit) => page(after, last, limit).map((stored) => requestOf(stored, live));
}

function requestOf(stored: Stored, live: boolean): PagedRequest {
  const number = numberOf(stored, 'number');
  const row = unlessDamaged(() => lostUnless(live, requestRow(stored)));
  if (!row) return { number, row, recorded: undefined };
  const recorded = unlessDamaged(() => {
    if (sizeOf(stored, 'request_size') > MOST_BYTES) return undefined;
    return {
      ...NONE,
      row,
      ...headOf(optionalText(stored, 'request_head')),
      requestBody: optionalBytes(stored, 'request_body') ?? NOTHING,
      partial: numberOf(stored, 'not_kept') > 0,
    };
  });
  return { number, row, recorded };
}

/** What a plan needs of a row: nothing of its answer. */
export function requestRow(stored: Stored): Row {
  const state = textOf(stored, 'state');
  const durationMs = optionalNumber(stored, 'duration_ms');
  const transport = oneOf(textOf(stored, 'transport'), TRANSPORTS);
  const link = decodeLink(stored);
  const gatewayId = optionalText(stored, 'gateway_id');
  return {
    number: numberOf(stored, 'number'),
    startedAt: numberOf(stored, 'started_at'),
    origin: oneOf(textOf(stored, 'origin'), ORIGINS),
    instanceId: textOf(stored, 'instance_id'),
    instanceName: textOf(stored, 'instance_name'),
    era: oneOf(textOf(stored, 'era'), ERAS),
    method: textOf(stored, 'method'),
    name: textOf(stored, 'name'),
    state: state === 'open' ? 'open' : 'done',
    ...(durationMs !== undefined && { durationMs }),
    ...NOT_ASKED,
    ...(stored['tampered'] === 1 && { tampered: true }),
    ...(transport !== 'http' && { transport }),
    ...(link && { link }),
    ...(gatewayId !== undefined && { gateway: { id: gatewayId } }),
  };
}

const NOT_ASKED = { requestBytes: 0, responseBytes: 0, eventCount: 0 } as const;

/** Of column request.head. */
export function headOf(
  text: string | undefined,
): Pick<RecordedExchange, 'httpMethod' | 'headers' | 'channel'> {
  if (text === undefined) return { httpMethod: 'POST', headers: [] };
  const head = parseJson(text);
  const { httpMethod, headers, channel } = isJsonObject(head) ? head : {};
  if (typeof httpMethod !== 'string' || !isHeaderList(headers)) {
    throw new DamagedError('unexpected value in a request');
  }
  return { httpMethod, headers, ...(typeof channel === 'number' && { channel }) };
}

export function isHeaderList(value: JsonValue | undefined): value is HeaderList {
  return (
    Array.isArray(value) &&
    (value as readonly JsonValue[]).every(
      (pair) =>
        Array.isArray(pair) &&
        pair.length === 2 &&
        typeof pair[0] === 'string' &&
        typeof pair[1] === 'string',
    )
  );
}

/** One damaged exchange must not keep the others from being sent. */
export function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
  }
}
