import type { DatabaseSync } from 'node:sqlite';
import { nameTwinOf } from '../../protocol/json-rpc.ts';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { encodeRow, ROW_COLUMNS } from '../row-columns.ts';
import { readColumn } from '../stored-detail.ts';
import { numberOf, optionalBytes, optionalText, sizeOf, textOf, type ColumnValue } from '../stored-values.ts';
import type { Row } from '../../../shared/model/exchange.ts';
import { headerValue } from '../../../shared/model/headers.ts';

/** Looked at together. */
const PAGE = 500;
/** What is larger is no request whose method matters more than the time to find it. */
const MOST_BYTES = 1024 * 1024;

type Who = Pick<Row, 'origin' | 'instanceId' | 'instanceName'>;

/**
 * Makes the rows of exchanges anew that have lost theirs: one page of rows that is gone takes some eighty with it, whose
 * requests and answers are all there. Answers how many it made.
 */
export function rebuildRows(db: DatabaseSync): number {
  const without =
    db.prepare(`SELECT r.exchange AS number, r.head, CASE WHEN r.size <= ${String(MOST_BYTES)} THEN r.body END AS body,
    a.head AS answer_head, a.ending FROM request r LEFT JOIN answer a ON a.exchange = r.exchange
    WHERE r.exchange > ? AND r.exchange NOT IN (SELECT number FROM exchange) ORDER BY r.exchange LIMIT ${String(PAGE)}`);
  const insert = db.prepare(
    `INSERT INTO exchange (${ROW_COLUMNS.join(', ')}) VALUES (${ROW_COLUMNS.map(() => '?').join(', ')})`,
  );
  const parts = createPartsReader(db);
  let rebuilt = 0;
  for (let after = 0; ;) {
    const found = without.all(after);
    const end = found.at(-1);
    if (!end) return rebuilt;
    after = numberOf(end, 'number');
    for (const stored of found) {
      const values: ColumnValue[] = [];
      encodeRow(rebuild(stored, parts), 0, values);
      insert.run(...values);
      rebuilt += 1;
    }
  }
}

interface Parts {
  /** Whoever got the exchanges of that URL that are whole. */
  readonly who: (url: string) => Who | undefined;
  readonly startedAt: (number: number) => number;
  readonly streams: (number: number) => { request: number; response: number };
  readonly events: (number: number) => { count: number; outcome: string | undefined };
}

function createPartsReader(db: DatabaseSync): Parts {
  const whole =
    db.prepare(`SELECT origin, instance_id, instance_name FROM exchange JOIN request ON exchange = number
    WHERE json_extract(head, '$.url') = ? LIMIT 1`);
  const before = db.prepare('SELECT started_at FROM exchange WHERE number < ? ORDER BY number DESC LIMIT 1');
  const behind = db.prepare('SELECT started_at FROM exchange WHERE number > ? ORDER BY number LIMIT 1');
  const streams =
    db.prepare(`SELECT coalesce(sum(length(request)), 0) AS request, coalesce(sum(length(response)), 0) AS response
    FROM chunk WHERE id BETWEEN ? AND ?`);
  const events = db.prepare('SELECT count(*) AS n FROM event WHERE exchange = ?');
  const outcome = db.prepare(
    "SELECT message FROM event WHERE exchange = ? AND message IN ('result', 'error') ORDER BY idx DESC LIMIT 1",
  );
  const known = new Map<string, Who | undefined>();
  return {
    who: (url) => {
      if (!known.has(url)) known.set(url, whoOf(whole.get(url)));
      return known.get(url);
    },
    startedAt: (number) => {
      const found = before.get(number) ?? behind.get(number);
      return found ? numberOf(found, 'started_at') : 0;
    },
    streams: (number) => {
      const found = streams.get(number * CHUNKS_PER_EXCHANGE, (number + 1) * CHUNKS_PER_EXCHANGE - 1) ?? {};
      return { request: sizeOf(found, 'request'), response: sizeOf(found, 'response') };
    },
    events: (number) => {
      const last = outcome.get(number);
      return {
        count: sizeOf(events.get(number) ?? {}, 'n'),
        outcome: last && optionalText(last, 'message'),
      };
    },
  };
}

function whoOf(stored: Readonly<Record<string, unknown>> | undefined): Who | undefined {
  if (!stored) return undefined;
  return {
    origin: textOf(stored, 'origin') as Row['origin'],
    instanceId: textOf(stored, 'instance_id'),
    instanceName: textOf(stored, 'instance_name'),
  };
}

function rebuild(stored: Readonly<Record<string, unknown>>, parts: Parts): Row {
  const number = numberOf(stored, 'number');
  const head = readColumn.requestHead(textOf(stored, 'head'));
  const headText = optionalText(stored, 'answer_head');
  const endText = optionalText(stored, 'ending');
  const answer = headText === undefined ? undefined : readColumn.answerHead(headText);
  const ending = endText === undefined ? undefined : readColumn.ending(endText);
  const { request, response } = parts.streams(number);
  const { count, outcome } = parts.events(number);
  const twin = nameTwinOf(parse(optionalBytes(stored, 'body')));
  const who = parts.who(head.url) ?? { origin: 'import', instanceId: '', instanceName: 'unknown' };
  const revision = headerValue(head.headers, 'MCP-Protocol-Version');
  const failure = ending?.failure?.kind;
  return {
    number,
    startedAt: parts.startedAt(number),
    ...who,
    // Whoever sends no Mcp-Method is of the legacy era.
    era:
      revision !== undefined && headerValue(head.headers, 'Mcp-Method') !== undefined ? 'modern' : 'legacy',
    method: twin?.method ?? `${head.httpMethod} ${head.target}`.trim(),
    name: twin?.name ?? '',
    state: ending && !failure ? 'done' : 'failed',
    ...(answer && answer.status > 0 && { status: answer.status }),
    ...(outcome === 'error' && { resultType: 'error' }),
    ...(outcome === 'result' && { resultType: 'complete' }),
    ...(!ending ? { failureKind: 'lost' } : failure && { failureKind: failure }),
    ...(ending?.timing.endMs !== undefined && { durationMs: ending.timing.endMs }),
    requestBytes: request,
    responseBytes: response,
    eventCount: count,
    ...(head.gateway && { gateway: { id: head.gateway.gatewayId } }),
    ...(head.url.startsWith('stdio:') && { transport: 'stdio' }),
  };
}

function parse(body: Uint8Array | undefined): unknown {
  if (!body) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
