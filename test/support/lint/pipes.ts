import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type { SeenExchange } from '../../../engine/lint/seen-exchange.ts';
import { exchange, META, type ExchangeParts } from './exchange.ts';

/** Number of the process's row to which all of these belong. */
const PIPE = 900_000;

/** A request on a pipe, from one second to another; `id` and progress token are the same unless given. */
export function piped(from: number, to: number, parts: ExchangeParts = {}): SeenExchange {
  const row = {
    transport: 'stdio' as const,
    startedAt: from * 1000,
    durationMs: (to - from) * 1000,
    ...parts.row,
  };
  const seen = exchange({ result: { tools: [] }, ...parts, row });
  const messages = seen.messages.map((message) => ({ ...message, atMs: (to - from) * 1000 }));
  const answer = messages.find(({ place }) => place === seen.answer?.place);
  return { ...seen, channel: PIPE, messages, ...(answer && { answer }) };
}

/** Clients begin with this: what is on a pipe after it is on record from its start. */
export function begins(): SeenExchange {
  return piped(0, 0, { method: 'server/discover', id: 'first', result: { capabilities: {} } });
}

/** A request that its client cancelled. */
export function gaveUp(from: number, to: number, id: JsonValue, meta: JsonObject = {}): SeenExchange {
  const failure = {
    kind: 'cancelled',
    message: 'The client cancelled this request.',
    at: to * 1000,
  } as never;
  return piped(from, to, { id, meta: { ...META, ...meta }, silent: true, failure });
}

/** The client's notification; `to` is the exchange that it is linked to. */
export function cancels(
  at: number,
  requestId: JsonValue,
  to?: number,
  parts: ExchangeParts = {},
): SeenExchange {
  const body = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } };
  const link = to === undefined ? {} : { link: { kind: 'cancel' as const, to } };
  return piped(at, at, { body, silent: true, ...parts, row: { ...parts.row, ...link } });
}

/** The process's own row: what it wrote beside its answers, by second. Ends last. */
export function processRow(
  ...lines: readonly (readonly [second: number, message: JsonObject])[]
): SeenExchange {
  const stream = lines.map(([, message]) => ({ jsonrpc: '2.0', ...message }));
  const row = { number: PIPE, transport: 'stdio' as const, startedAt: 0, durationMs: 1_000_000 };
  const seen = exchange({ body: null, httpMethod: '', stream, row });
  const messages = seen.messages.map((message, at) => ({ ...message, atMs: (lines[at]?.[0] ?? 0) * 1000 }));
  return { ...seen, messages };
}

/** A progress notification. */
export function progressOf(progressToken: JsonValue, progress = 1): JsonObject {
  return { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress } };
}
