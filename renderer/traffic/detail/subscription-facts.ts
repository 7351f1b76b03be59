import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, Row, StreamEvent } from '../../../shared/model/exchange.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { Meaning } from '../../ui/palette.ts';

export const LISTEN = 'subscriptions/listen';
export const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';

/** What kind of long stream an exchange is: a subscription, a legacy stream opened by GET, or none. */
export function streamKind({ row, request }: ExchangeDetail): 'subscription' | 'legacy' | undefined {
  if (row.method === LISTEN) return 'subscription';
  return row.era === 'legacy' && request.httpMethod === 'GET' ? 'legacy' : undefined;
}

/** How a stream stands. */
export interface StreamState {
  readonly state: 'waiting' | 'living' | 'graceful' | 'cut' | 'cancelled' | 'refused' | 'failed';
  readonly meaning: Meaning;
  /** A sentence. */
  readonly says: string;
}

/**
 * From its row; `acknowledged`: whether the acknowledgement came. A subscription ends gracefully by a result, and by
 * anything else abruptly; a legacy stream may end at any time.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions#graceful-closure and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server
 */
export function streamState(row: Row, kind: 'subscription' | 'legacy', acknowledged: boolean): StreamState {
  if (row.state === 'open') {
    return kind === 'legacy' || acknowledged
      ? { state: 'living', meaning: 'fine', says: 'Living: what the server tells appears below.' }
      : { state: 'waiting', meaning: 'note', says: 'Waiting for the server to acknowledge it.' };
  }
  if (row.failureKind === 'cancelled') return { state: 'cancelled', meaning: 'note', says: 'Ended by you.' };
  if (row.failureKind === 'cut') {
    return {
      state: 'cut',
      meaning: 'fault',
      says: 'Cut abruptly: the stream closed without an answer. Changes since then went unheard.',
    };
  }
  if (row.failureKind !== undefined) {
    return { state: 'failed', meaning: 'fault', says: `Failed (${row.failureKind}); the remark says why.` };
  }
  if (row.errorCode !== undefined || (row.status ?? 0) >= 400) {
    const how = row.errorCode === undefined ? `HTTP status ${row.status}` : `error ${row.errorCode}`;
    return { state: 'refused', meaning: 'fault', says: `Refused by the server with ${how}.` };
  }
  return { state: 'graceful', meaning: 'fine', says: 'Ended gracefully by the server.' };
}

/** One line of the filter: what was asked for, and what the server agreed to. */
export interface FilterLine {
  /** `toolsListChanged`, or the URI of a resource. */
  readonly name: string;
  readonly asked: boolean;
  /** Undefined: not acknowledged yet. */
  readonly acknowledged: boolean | undefined;
  /** `refused`: asked for and not agreed to; `unasked`: agreed to and never asked for. */
  readonly differs?: 'refused' | 'unasked';
}

const LISTED = 'resourceSubscriptions';

/** Every type and resource of a filter that is switched on. */
function wishes(filter: JsonObject): ReadonlySet<string> {
  const names = Object.entries(filter).flatMap(([name, value]) => {
    if (name === LISTED && Array.isArray(value)) {
      return (value as readonly JsonValue[]).map((uri) =>
        typeof uri === 'string' ? uri : JSON.stringify(uri),
      );
    }
    return value === false || value === null ? [] : [name];
  });
  return new Set(names);
}

/** The two filters side by side, in the order asked for. Pure. */
export function filterLines(asked: JsonObject, acknowledged: JsonObject | undefined): FilterLine[] {
  const wanted = wishes(asked);
  const got = acknowledged && wishes(acknowledged);
  const off = Object.keys(asked).filter((name) => name !== LISTED && !wanted.has(name));
  const names = [...new Set([...wanted, ...(got ?? []), ...off])];
  return names.map((name) => {
    const line = { name, asked: wanted.has(name), acknowledged: got?.has(name) };
    if (line.acknowledged === undefined || line.asked === line.acknowledged) return line;
    return { ...line, differs: line.asked ? 'refused' : 'unasked' };
  });
}

/** `params.notifications` of a message's text; undefined where there is none. Pure. */
export function notificationsOf(text: string): JsonObject | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  const params = isJsonObject(message) ? message['params'] : undefined;
  const filter = isJsonObject(params) ? params['notifications'] : undefined;
  return isJsonObject(filter) ? filter : undefined;
}

/** What was asked for: from the request as it was sent, else, where that is too long to be here, from its draft. */
export function askedFilter({ request, draft }: ExchangeDetail): JsonObject | undefined {
  const sent = request.body.truncated ? undefined : notificationsOf(request.body.text ?? '');
  if (sent) return sent;
  const wished = draft?.params['notifications'];
  return isJsonObject(wished) ? wished : undefined;
}

/** Whether an event is something that a subscriber hears. */
export function isHeard(event: StreamEvent): boolean {
  return event.message === 'notification' && event.method !== ACKNOWLEDGED;
}

/** What a notification is about, from the beginning of its text: a URI, a message; empty where it says only its name. */
export function aboutWords({ preview }: StreamEvent): string {
  const found = /"(?:uri|message|data|requestId)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.-]+)/.exec(preview)?.[1];
  if (found === undefined) return '';
  try {
    const value: unknown = JSON.parse(found);
    return typeof value === 'string' ? value : found;
  } catch {
    return found;
  }
}
