import {
  answerOf,
  isModernError,
  observeDiscover,
  readMessages,
  requestIdOf,
  unknownHealth,
} from '../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../shared/bridge/bridge.ts';
import type { JsonObject, JsonValue } from '../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, StreamEvent } from '../shared/model/exchange.ts';
import { headerValue } from '../shared/model/headers.ts';
import { isJsonObject } from '../shared/model/json.ts';
import type { InstanceHealth } from '../shared/model/instance.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { flatJson } from './output/deep-json.ts';

type Ask = <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;

/** An exchange that has ended, with all that came. */
export interface Outcome {
  readonly detail: ExchangeDetail;
  /** The JSON-RPC messages of the answer, in order. */
  readonly messages: readonly JsonValue[];
  /** The message that is the response to the request. */
  readonly answer?: JsonObject;
}

// The engine's own limit for a body; what is longer was cut when it was received.
const WHOLE_BODY = 64 * 1024 * 1024;
const EVENTS_AT_ONCE = 5_000;

/** Reads an ended exchange back. */
export async function readOutcome(ask: Ask, ref: ExchangeRef): Promise<Outcome> {
  const detail = await ask('exchange.get', { ...ref, bodyLimit: WHOLE_BODY });
  const events: StreamEvent[] = [];
  for (;;) {
    const part = await ask('exchange.events', { ...ref, from: events.length, limit: EVENTS_AT_ONCE });
    events.push(...part.events);
    if (part.events.length === 0 || events.length >= part.total) break;
  }
  const { base64 } = await ask('exchange.bytes', { ...ref, side: 'body', offset: 0, limit: WHOLE_BODY });
  const body = Buffer.from(base64, 'base64');
  const messages = readMessages(body, events);
  const id = requestIdOf(detail.request.body.text ?? '');
  const answer = answerOf(messages, { id, status: detail.response?.status ?? 0 });
  return { detail, messages, ...(answer && { answer }) };
}

/** The result of the answer, where it is one. */
export function resultOf(outcome: Outcome): JsonObject | undefined {
  const result = outcome.answer?.['result'];
  return isJsonObject(result) ? result : undefined;
}

/** The JSON-RPC error of the answer, where it is one. */
export function errorOf(outcome: Outcome): JsonObject | undefined {
  const error = outcome.answer?.['error'];
  return isJsonObject(error) ? error : undefined;
}

/** The status of the task that the answer tells of; undefined where it tells of none. */
export function taskStatusOf(outcome: Outcome): string | undefined {
  const { taskId, status } = resultOf(outcome) ?? {};
  return typeof taskId === 'string' && typeof status === 'string' ? status : undefined;
}

/** How that task ended; undefined where the answer shows no end of one. */
export function taskEndOf(outcome: Outcome): 'well' | 'badly' | undefined {
  const status = taskStatusOf(outcome);
  if (status === 'failed' || status === 'cancelled') return 'badly';
  if (status !== 'completed') return undefined;
  const result = resultOf(outcome)?.['result'];
  return isJsonObject(result) && result['isError'] !== true ? 'well' : 'badly';
}

/** What the exchange's end means for the exit code. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  const { failure, response } = outcome.detail;
  const refused = response !== undefined && response.status >= 400;
  // An error page came whole, even where it is not what the protocol asks for.
  if (failure && !(failure.kind === 'malformed' && refused)) return EXIT.incomplete;
  if (refused || errorOf(outcome)) return EXIT.answer;
  const result = resultOf(outcome);
  if (result?.['isError'] === true || result?.['resultType'] === 'input_required') return EXIT.answer;
  return EXIT.fine;
}

/** Health as a check would see it; for server/discover only. */
export function healthOf(outcome: Outcome): InstanceHealth {
  const { detail, answer } = outcome;
  const contentType = detail.response && headerValue(detail.response.headers, 'Content-Type');
  return observeDiscover(unknownHealth(detail.row.instanceId), {
    instanceId: detail.row.instanceId,
    checkedAt: detail.row.startedAt,
    ...(detail.timing.endMs !== undefined && { latencyMs: detail.timing.endMs }),
    // There is none over stdio.
    ...(detail.response && detail.response.status > 0 && { status: detail.response.status }),
    ...(contentType !== undefined && { contentType }),
    ...(answer && { answer }),
    ...(detail.failure && { failure: detail.failure }),
  });
}

/** Errors that any JSON-RPC server gives, whatever its era. */
const PLAIN_ERRORS = new Set<JsonValue>([-32700, -32600, -32601, -32602, -32603]);

/**
 * Why the answer shows a legacy server: a sentence; undefined where it does not. Source:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility
 */
export function legacySign(outcome: Outcome): string | undefined {
  const { detail, answer } = outcome;
  // It was spoken to in its own era.
  if (detail.row.era === 'legacy') return undefined;
  if (detail.row.method === 'server/discover') {
    const health = healthOf(outcome);
    return health.era === 'legacy' ? health.eraReason : undefined;
  }
  const status = detail.response?.status;
  if (status !== 400 && status !== 404 && status !== 405) return undefined;
  if (answer === undefined)
    return `HTTP ${String(status)} without a JSON-RPC error is no answer of a modern server.`;
  const error = errorOf(outcome);
  const code = error?.['code'];
  if (isModernError(answer) || (code !== undefined && PLAIN_ERRORS.has(code))) return undefined;
  return `HTTP ${String(status)} with error ${code === undefined ? '(no code)' : flatJson(code).slice(0, 40)} is no answer of a modern server.`;
}
