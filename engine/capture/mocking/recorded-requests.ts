import type { DatabaseSync } from 'node:sqlite';
import { nameOf, requestKey } from '../../mock/request-key.ts';
import { createRequestPages } from '../planning/request-pages.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import type { RecordedReply } from '../../mock/channel-questions.ts';
import type { RecordedRequest } from '../../mock/recorded-request.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { shapedRows } from '../shaped-rows.ts';
import { numberOf, optionalNumber, optionalText, type Stored } from '../stored-values.ts';
import type { MockQueries } from './mock-messages.ts';

const CAME = [
  ...['number', 'status', 'result_type', 'error_code', 'failure_kind', 'fault_kinds', 'redacted'],
  ...['response_bytes', 'event_count', 'missing_parts'],
];

/**
 * What a mock has to know of each request of an open file to find it again, without a body: those with number > `after`,
 * ascending, of at most `limit` exchanges. `live` as in createCaptureReader. Throws what SQLite throws.
 */
export function readRecordedRequests(
  { db, live }: { readonly db: DatabaseSync; readonly live: boolean },
  { after, limit }: MockQueries['mockRequests']['in'],
): MockQueries['mockRequests']['out'] {
  const page = createRequestPages(db, live)(after, Number.MAX_SAFE_INTEGER, limit);
  const last = page.at(-1)?.number;
  if (last === undefined) return { requests: [], replies: [], last: undefined };
  const came = shapedRows(
    db,
    `SELECT ${CAME.join(', ')} FROM exchange WHERE number > ? AND number <= ? ORDER BY number`,
    CAME,
  )(after, last);
  const answers = new Map(came.map((stored) => [numberOf(stored, 'number'), stored]));
  const requests: RecordedRequest[] = [];
  const replies: RecordedReply[] = [];
  for (const { number, recorded } of page) {
    const answer = answers.get(number);
    if (!recorded || !answer) continue;
    const seen = seeExchange(recorded);
    const request = requestOf(seen, answer);
    if (request) requests.push(request);
    else replies.push(...repliesIn(seen));
  }
  return { requests, replies, last };
}

function repliesIn({ request, channel, startedAt: at }: SeenExchange): RecordedReply[] {
  const messages = request.batch ?? (request.message ? [request.message] : []);
  return messages.flatMap(({ kind, id }) =>
    (kind === 'result' || kind === 'error') && id !== undefined
      ? [{ id, at, ...(channel !== undefined && { channel }) }]
      : [],
  );
}

function requestOf(seen: SeenExchange, came: Stored): RecordedRequest | undefined {
  const kind = kindOf(seen);
  if (kind === undefined) return undefined;
  const { number, origin, speaks, transport, instanceName, startedAt, endedAt, channel, revision, link } =
    seen;
  const { message, headers } = seen.request;
  const method = kind === 'request' ? seen.method : '';
  const params = message?.params ?? {};
  const status = optionalNumber(came, 'status');
  const errorCode = optionalNumber(came, 'error_code');
  const broke = optionalText(came, 'failure_kind') !== undefined;
  return {
    ...{ number, kind, era: speaks, transport, method, instanceName, startedAt },
    name: kind === 'request' ? nameOf(params) : '',
    key: kind === 'request' ? requestKey(method, params) : '',
    isReplay: origin === 'replay',
    ...(endedAt !== undefined && { endedAt }),
    ...(channel !== undefined && { channel }),
    ...(revision !== undefined && { revision }),
    answer: answerIn(kind, method, came, status),
    ...(status !== undefined && { status }),
    ...(errorCode !== undefined && { errorCode }),
    broke,
    ...(optionalText(came, 'fault_kinds') !== undefined && { injected: true }),
    ...(link?.kind === 'duplicate' && { duplicate: true }),
    ...((optionalNumber(came, 'redacted') ?? 0) > 0 && { redacted: true }),
    ...(headerValue(headers, LEGACY_HEADER.sessionId) !== undefined && { inSession: true }),
  };
}

function kindOf({ request, transport, channel }: SeenExchange): RecordedRequest['kind'] | undefined {
  const { message, bytes, httpMethod } = request;
  if (message) return message.kind === 'request' && message.method !== undefined ? 'request' : undefined;
  if (bytes.length > 0) return undefined;
  if (transport === 'stdio') return channel === undefined ? 'stream' : undefined;
  return httpMethod === 'GET' ? 'stream' : undefined;
}

function answerIn(
  kind: RecordedRequest['kind'],
  method: string,
  came: Stored,
  status: number | undefined,
): RecordedRequest['answer'] {
  // https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions
  if (
    kind === 'stream' ||
    (method === 'subscriptions/listen' && optionalNumber(came, 'error_code') === undefined)
  ) {
    return (status ?? 200) < 400 ? 'stream' : 'http';
  }
  if (optionalText(came, 'result_type') !== undefined) {
    return missing(came) ? 'none' : 'message';
  }
  return status !== undefined && status >= 400 ? 'http' : 'none';
}

/** The file that it was imported from did not have it. */
function missing(came: Stored): boolean {
  return (optionalText(came, 'missing_parts') ?? '').split(',').includes('response-body');
}
