import { isJsonObject, jsonOf, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { headerValue, type HeaderPair } from '../../shared/model/headers.ts';
import { META } from '../../shared/spec/modern.ts';
import type { RecordedMessage, WholeExchange } from './whole-exchange.ts';

/** Who asks: what of the recording is somebody's own. */
export interface Asker {
  /** JSON-RPC id of the client's request; undefined where it is a stream without one. */
  readonly id: JsonValue | undefined;
  /** Undefined: it wants no progress. */
  readonly progressToken: JsonValue | undefined;
}

/** One message as the client gets it. */
export interface ScriptStep {
  readonly value: JsonObject;
  /** Ms from the recorded exchange's start. */
  readonly atMs: number;
  /** It answers the request: the last one that has to come. */
  readonly isAnswer: boolean;
  /** A request of the server: the answer to it is waited for. */
  readonly asks: boolean;
}

/** What an answer consists of, as it is given. */
export interface Script {
  readonly status: number;
  readonly statusText: string;
  /** Without those of a connection, of a body's form, and of whom it was for. */
  readonly headers: readonly HeaderPair[];
  /** `json`: one message; `events`: a stream of them; `body`: as recorded. */
  readonly form: 'json' | 'events' | 'body';
  /** Of the form `body`. */
  readonly body?: Uint8Array;
  readonly steps: readonly ScriptStep[];
}

/** Headers that belong to a connection, to a body's form, to the moment or to a session. Lower case. */
const NOT_GIVEN: ReadonlySet<string> = new Set(
  (
    'connection keep-alive proxy-connection te trailer transfer-encoding upgrade content-length content-encoding date via ' +
    'mcp-session-id set-cookie alt-svc x-hopscope-instance'
  ).split(' '),
);
const OF_ORIGINS = /^access-control-|^vary$/;
const MESSAGES_TYPE = /^content-type$/;

/** The recorded answer as this client gets it: its own ids, and values as `dress` has them. Pure. */
export function scriptOf(
  whole: WholeExchange,
  asker: Asker,
  { dress, nextId }: { readonly dress: (message: JsonObject) => JsonObject; readonly nextId: () => string },
): Script {
  const steps = whole.messages.flatMap((message) => stepOf(message, whole, asker, nextId) ?? []);
  const dressed = steps.map((step) => ({ ...step, value: dress(step.value) }));
  const type = headerValue(whole.headers, 'content-type') ?? '';
  const isStream = /^text\/event-stream/i.test(type) || dressed.length > 1;
  const form = whole.body ? 'body' : isStream ? 'events' : 'json';
  return {
    status: whole.status === 0 ? 200 : whole.status,
    statusText: whole.statusText,
    headers: whole.headers
      .filter(([name]) => isGiven(name.toLowerCase(), form))
      .map(([name, value]) => [name, value]),
    form,
    ...(whole.body && { body: whole.body }),
    steps: dressed,
  };
}

function isGiven(name: string, form: Script['form']): boolean {
  if (NOT_GIVEN.has(name) || OF_ORIGINS.test(name)) return false;
  return form === 'body' || !MESSAGES_TYPE.test(name);
}

/** Undefined: it is not for this client. */
function stepOf(
  { value, atMs }: RecordedMessage,
  { id, params }: WholeExchange,
  asker: Asker,
  nextId: () => string,
): ScriptStep | undefined {
  const isAnswer = value['result'] !== undefined || value['error'] !== undefined;
  if (isAnswer) {
    const { result } = value;
    const own = isJsonObject(result) ? { ...value, result: subscribed(result, id, asker) } : value;
    return { value: asker.id === undefined ? own : { ...own, id: asker.id }, atMs, isAnswer, asks: false };
  }
  const asks = value['id'] !== undefined;
  if (asks) return { value: { ...value, id: nextId() }, atMs, isAnswer, asks };
  const token = isJsonObject(params['_meta']) ? params['_meta'][META.progressToken] : undefined;
  const own = notification(value, { id, token }, asker);
  return own && { value: own, atMs, isAnswer, asks };
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress and …/subscriptions */
function notification(
  value: JsonObject,
  recorded: { readonly id: JsonValue | undefined; readonly token: JsonValue | undefined },
  asker: Asker,
): JsonObject | undefined {
  const { params } = value;
  if (!isJsonObject(params)) return value;
  if (value['method'] === 'notifications/progress') {
    if (asker.progressToken === undefined) return undefined;
    return { ...value, params: { ...params, progressToken: asker.progressToken } };
  }
  return { ...value, params: subscribed(params, recorded.id, asker) };
}

/** With the client's id of the subscription in place of the recorded one. */
function subscribed(holder: JsonObject, recorded: JsonValue | undefined, { id }: Asker): JsonObject {
  const { _meta: meta } = holder;
  if (!isJsonObject(meta) || id === undefined || recorded === undefined) return holder;
  const subscription = meta[META.subscriptionId];
  if (subscription === undefined || plain(subscription) !== plain(recorded)) return holder;
  const own = typeof subscription === 'string' && typeof recorded !== 'string' ? plain(id) : id;
  return { ...holder, _meta: { ...meta, [META.subscriptionId]: own } };
}

function plain(id: JsonValue): string {
  return typeof id === 'string' ? id : jsonOf(id);
}
