import type { DatabaseSync } from 'node:sqlite';
import type { MissingPart } from '../../../shared/model/exchange.ts';
import type { SalvageReport } from '../../../shared/model/salvage.ts';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { numberOf, optionalText, sizeOf } from '../stored-values.ts';
import { checkWhole } from './check-whole.ts';
import { EMPTY_HEAD } from './known-records.ts';
import { rebuildRows } from './rebuild-rows.ts';

/** What was found while the pages were read. */
export interface Gathered {
  /** Records that are named by a page and could not be read, or hold what no Hopscope writes. */
  readonly unreadableRecords: number;
  /** Bytes of pages that are neither pages of a tree nor belong to a record. */
  readonly unreadableBytes: number;
}

/** Looked at together. */
const PAGE = 1_000;

/**
 * Makes a capture of what was gathered: rows that are lost are made anew from what exchanges carried, streams end where the
 * first byte of them is missing, what lacks something is marked, and what belongs to no exchange is dropped.
 */
export function mend(
  db: DatabaseSync,
  gathered: Gathered,
  onProgress: (part: number) => void,
): SalvageReport {
  db.exec('BEGIN');
  const last = highestNumber(db);
  const emptied = checkWhole(db);
  const rebuilt = rebuildRows(db);
  const counts = { incomplete: 0, lostBytes: 0 };
  const mendOne = createMender(db);
  const page =
    db.prepare(`SELECT number, state, status, request_bytes, response_bytes, event_count, not_kept, missing_parts,
    r.exchange AS request, r.head = ? AS headless, EXISTS (SELECT 1 FROM main.request AS short WHERE short.exchange = number
      AND short.body_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM chunk
        WHERE id = number * ${String(CHUNKS_PER_EXCHANGE)} AND length(request) >= short.body_at)) AS bodiless, a.exchange AS answer, a.head AS answer_head
    FROM exchange LEFT JOIN request r ON r.exchange = number LEFT JOIN answer a ON a.exchange = number
    WHERE number > ? ORDER BY number LIMIT ${String(PAGE)}`);
  for (let after = 0; ;) {
    const found = page.all(EMPTY_HEAD, after);
    const end = found.at(-1);
    if (!end) break;
    for (const stored of found) {
      const lost = mendOne(stored);
      if (lost === undefined) continue;
      counts.incomplete += 1;
      counts.lostBytes += lost;
    }
    after = numberOf(end, 'number');
    onProgress(after / last);
  }
  dropOrphans(db);
  const exchanges = sizeOf(db.prepare('SELECT count(*) AS n FROM exchange').get() ?? {}, 'n');
  const unrecorded = Number(
    optionalText(
      db.prepare("SELECT value FROM meta WHERE key = 'unrecorded'").get() ?? { value: null },
      'value',
    ) ?? 0,
  );
  const missing = Math.max(last - exchanges, 0);
  db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('unrecorded', ?)").run(String(missing));
  db.exec('COMMIT');
  const known = Number.isSafeInteger(unrecorded) && unrecorded > 0 ? unrecorded : 0;
  const unreadableRecords = gathered.unreadableRecords + emptied;
  return {
    ...{ exchanges, rebuilt, ...counts, lost: Math.max(missing - known, 0) },
    ...{ ...gathered, unreadableRecords },
  };
}

/** Whatever says that there was an exchange of that number. */
function highestNumber(db: DatabaseSync): number {
  const found = db
    .prepare(
      `SELECT max((SELECT coalesce(max(number), 0) FROM exchange), (SELECT coalesce(max(exchange), 0) FROM request),
      (SELECT coalesce(max(exchange), 0) FROM answer), (SELECT coalesce(max(id), 0) / ${String(CHUNKS_PER_EXCHANGE)} FROM chunk)) AS n`,
    )
    .get();
  return Math.floor(numberOf(found ?? { n: 0 }, 'n'));
}

function dropOrphans(db: DatabaseSync): void {
  for (const table of ['request', 'answer', 'chunk', 'event', 'finding']) {
    db.exec(`DELETE FROM main.${table} WHERE exchange NOT IN (SELECT number FROM exchange)`);
  }
}

/** Answers how many bytes this exchange is known to lack; undefined where nothing of it is lost. */
type Mender = (stored: Readonly<Record<string, unknown>>) => number | undefined;

function createMender(db: DatabaseSync): Mender {
  const cut = createCutter(db);
  const trimEvents = createEventTrimmer(db);
  const request = db.prepare('INSERT INTO main.request (exchange, head, body) VALUES (?, ?, ?)');
  const mark = db.prepare(
    'UPDATE exchange SET missing_parts = ?, not_kept = ?, event_count = ? WHERE number = ?',
  );
  return (stored) => {
    const number = numberOf(stored, 'number');
    const missing = new Set<MissingPart>();
    if (stored['request'] === null) {
      request.run(number, EMPTY_HEAD, new Uint8Array());
      missing.add('request-body');
    }
    if (stored['bodiless'] === 1) missing.add('request-body');
    if (stored['request'] === null || stored['headless'] === 1) missing.add('request-headers');
    if (stored['status'] !== null && optionalText(stored, 'answer_head') === undefined)
      missing.add('response-headers');
    const streams = cut(number);
    const kept = sizeOf(stored, 'not_kept');
    const bytes = sizeOf(stored, 'request_bytes') + sizeOf(stored, 'response_bytes');
    const lacks = Math.max(bytes - kept - streams.request - streams.response, 0);
    if (streams.response < sizeOf(stored, 'response_bytes') - kept) missing.add('response-body');
    const events = trimEvents(number, streams.body);
    const eventCount = sizeOf(stored, 'event_count');
    if (events < eventCount) missing.add('response-body');
    if (missing.size === 0 && lacks === 0 && events === eventCount && !streams.isCut) return undefined;
    const before = optionalText(stored, 'missing_parts');
    const parts = [...new Set([...(before?.split(',') ?? []), ...missing])];
    mark.run(parts.length === 0 ? null : parts.join(','), kept + lacks, events, number);
    return lacks;
  };
}

interface Streams {
  readonly request: number;
  readonly response: number;
  readonly body: number;
  /** Chunks were dropped that come after a missing one. */
  readonly isCut: boolean;
}

/** Chunks after the first hole are dropped: no reader could say where their bytes belong. */
function createCutter(db: DatabaseSync): (number: number) => Streams {
  const chunks = db.prepare(`SELECT id, request_from, response_from, body_from, body_length, spans,
    coalesce(length(request), 0) AS request, coalesce(length(response), 0) AS response, length(body) AS body
    FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id`);
  const drop = db.prepare('DELETE FROM chunk WHERE id BETWEEN ? AND ?');
  const keepBody = db.prepare(
    `UPDATE main.request SET body = (SELECT body FROM request WHERE exchange = ?1), body_at = NULL
      WHERE exchange = ?1 AND body_at IS NOT NULL`,
  );
  return (number) => {
    const first = number * CHUNKS_PER_EXCHANGE;
    const end = first + CHUNKS_PER_EXCHANGE - 1;
    let request = 0;
    let response = 0;
    let body = 0;
    let hole: number | undefined;
    for (const chunk of chunks.iterate(first, end)) {
      const goesOn =
        chunk['request_from'] === request &&
        chunk['response_from'] === response &&
        chunk['body_from'] === body;
      const received = response + sizeOf(chunk, 'response');
      if (!goesOn || !holdsBody(chunk, received)) {
        hole = numberOf(chunk, 'id');
        break;
      }
      request += sizeOf(chunk, 'request');
      response = received;
      body += sizeOf(chunk, 'body_length');
    }
    // The body of the request may stand in nothing but the first one.
    if (hole === first) keepBody.run(number);
    if (hole !== undefined) drop.run(hole, end);
    return { request, response, body, isCut: hole !== undefined };
  };
}

/** Whether the decoded bytes of a chunk are where it says. */
function holdsBody(chunk: Readonly<Record<string, unknown>>, received: number): boolean {
  const length = sizeOf(chunk, 'body_length');
  const spans = optionalText(chunk, 'spans');
  if (spans === undefined) return (chunk['body'] ?? 0) === length;
  try {
    const pairs: unknown = JSON.parse(spans);
    if (!Array.isArray(pairs) || pairs.length % 2 !== 0) return false;
    let at = 0;
    let sum = 0;
    for (let index = 0; index < pairs.length; index += 2) {
      const [from, size] = [Number(pairs[index]), Number(pairs[index + 1])];
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(size) || from < at || size < 0) return false;
      at = from + size;
      sum += size;
    }
    return sum === length && at <= received;
  } catch {
    return false;
  }
}

/** Events go on without a gap and lie in the body that is there; the others are dropped. Answers how many are left. */
function createEventTrimmer(db: DatabaseSync): (number: number, body: number) => number {
  const events = db.prepare('SELECT idx, from_byte, byte_length FROM event WHERE exchange = ? ORDER BY idx');
  const drop = db.prepare('DELETE FROM event WHERE exchange = ? AND idx >= ?');
  return (number, body) => {
    let count = 0;
    let isWhole = true;
    for (const event of events.iterate(number)) {
      isWhole = event['idx'] === count && sizeOf(event, 'from_byte') + sizeOf(event, 'byte_length') <= body;
      if (!isWhole) break;
      count += 1;
    }
    if (!isWhole) drop.run(number, count);
    return count;
  };
}
