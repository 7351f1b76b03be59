import type { RoutingLine, Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { GatewayPart } from '../../shared/model/gateway.ts';
import { headerValue, type HeaderList } from '../../shared/model/headers.ts';
import type { Era } from '../../shared/model/instance.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { Failure } from '../../shared/model/exchange.ts';
import { HEADER, META } from '../../shared/spec/modern.ts';
import { classifyJsonRpc } from '../protocol/json-rpc.ts';
import { eventData } from '../protocol/read-messages.ts';
import { isModernAnswer } from './modern-answer.ts';
import { jsonOf } from './rule.ts';
import type { SeenExchange, SeenMessage, SeenNoise } from './seen-exchange.ts';

/** An exchange as it was recorded, with its bytes. */
export interface RecordedExchange {
  readonly row: Row;
  readonly url: string;
  readonly httpMethod: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly routing: readonly RoutingLine[];
  readonly gateway?: GatewayPart;
  readonly channel?: number;
  readonly requestBody: Uint8Array;
  readonly answer?: { readonly status: number; readonly headers: HeaderList };
  readonly failure?: Failure;
  /** The answer's decoded body with which the events' places agree, or its beginning. */
  readonly body: Uint8Array;
  readonly bodyBytes: number;
  readonly events: readonly StreamEvent[];
  /** Bodies or events were left out because there are too many. */
  readonly partial: boolean;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a recorded exchange as rules and trackers see it. Pure; throws nothing, whatever the bytes are. */
export function seeExchange(recorded: RecordedExchange): SeenExchange {
  const { row, answer } = recorded;
  const request = seeRequest(recorded);
  const { message } = request;
  const { messages, noise } = seeAnswers(recorded);
  const answering = answerAmong(messages, message, answer?.status ?? 0);
  const meta = message && isJsonObject(message.params['_meta']) ? message.params['_meta'] : {};
  const revision = revisionOf(meta, recorded.headers);
  const declared = meta[META.clientCapabilities];
  const answeredAs = answeredIn(row.era, revision, answering);
  return {
    number: row.number,
    origin: row.origin,
    instanceId: row.instanceId,
    instanceName: row.instanceName,
    transport: row.transport ?? 'http',
    startedAt: row.startedAt,
    ...(row.state !== 'open' && { endedAt: row.startedAt + (row.durationMs ?? 0) }),
    state: row.state,
    ...(recorded.failure && { failure: recorded.failure }),
    ...(row.link && { link: row.link }),
    tampered: row.tampered === true,
    ...(recorded.gateway && { gateway: recorded.gateway }),
    ...(recorded.channel !== undefined && { channel: recorded.channel }),
    routing: recorded.routing,
    request,
    ...(answer && {
      response: { status: answer.status, headers: answer.headers, bytes: recorded.bodyBytes },
    }),
    messages,
    noise,
    ...seeStream(recorded.events),
    ...(answering && { answer: answering }),
    partial: recorded.partial,
    method: message?.method ?? '',
    speaks: row.era,
    answeredAs,
    ...(revision !== undefined && { revision }),
    meta,
    declared: isJsonObject(declared) ? declared : undefined,
    client: clientOf(recorded, meta),
  };
}

function seeRequest(recorded: RecordedExchange): SeenExchange['request'] {
  const { httpMethod, url, target, headers, requestBody } = recorded;
  const base = { httpMethod, url, target, headers, bytes: requestBody };
  if (requestBody.length === 0) return base;
  const text = UTF8.decode(requestBody);
  const value = parse(text);
  if (Array.isArray(value)) {
    const members = value as readonly JsonValue[];
    return {
      ...base,
      batch: members.map((member, at) =>
        seeMessage(`request:/${String(at)}`, 'client', 0, jsonOf(member), member),
      ),
    };
  }
  return {
    ...base,
    message: { ...seeMessage('request', 'client', 0, text, value), ...encoding(text, requestBody) },
  };
}

/** Whether bytes are UTF-8 is only asked where a character had to be replaced, or stands for itself. */
function encoding(text: string, bytes: Uint8Array): { readonly notUtf8?: true } {
  if (!text.includes('\ufffd')) return {};
  try {
    STRICT_UTF8.decode(bytes);
    return {};
  } catch {
    return { notUtf8: true };
  }
}

/** The messages of an answer's stream, and what stands beside them. Pure; throws nothing. */
export function seeAnswers({ body, events }: Pick<RecordedExchange, 'body' | 'events'>): {
  readonly messages: SeenMessage[];
  readonly noise: SeenNoise[];
} {
  const messages: SeenMessage[] = [];
  const noise: SeenNoise[] = [];
  for (const event of events) {
    const { index, kind, atMs } = event;
    const place = `event:${String(index)}`;
    if (kind === 'comment' || kind === 'stderr' || kind === 'stray') {
      noise.push({ place, kind, atMs, preview: event.preview });
      continue;
    }
    // What was cut off is no message; that it was cut is told by `partial` or by the failure.
    if (event.offset + event.length > body.length) continue;
    // An SSE event of another name, or without data, is none.
    if (event.message === undefined) continue;
    const text = eventData(body, event);
    const value = parse(text);
    if (Array.isArray(value) && event.message !== 'invalid') {
      (value as readonly JsonValue[]).forEach((member, at) => {
        messages.push(seeMessage(`${place}:/${String(at)}`, 'server', atMs, jsonOf(member), member));
      });
    } else {
      const bytes = body.subarray(event.offset, event.offset + event.length);
      messages.push({ ...seeMessage(place, 'server', atMs, text, value), ...encoding(text, bytes) });
    }
  }
  return { messages, noise };
}

/** https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse */
function seeStream(events: readonly StreamEvent[]): Pick<SeenExchange, 'sse'> {
  const named = events.filter(({ kind }) => kind === 'message');
  if (named.length === 0) return {};
  const ids = named.filter(({ eventId }) => eventId !== undefined).length;
  return { sse: { ids, endpoint: named.some(({ eventName }) => eventName === 'endpoint') } };
}

function seeMessage(
  place: string,
  from: 'client' | 'server',
  atMs: number,
  text: string,
  value: JsonValue | undefined,
): SeenMessage {
  const read = value === undefined ? undefined : classifyJsonRpc(value);
  const object = isJsonObject(value) ? value : {};
  const { method, params, result, error } = object;
  return {
    place,
    from,
    atMs,
    text,
    value,
    kind: read?.kind ?? 'invalid',
    ...(read === undefined && { reason: 'it is not JSON' }),
    ...(read?.kind === 'invalid' && { reason: read.reason }),
    id: object['id'],
    ...(typeof method === 'string' && { method }),
    params: isJsonObject(params) ? params : {},
    ...(isJsonObject(result) && { result }),
    ...(isJsonObject(error) && { error }),
  };
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#responses */
function answerAmong(
  messages: readonly SeenMessage[],
  request: SeenMessage | undefined,
  status: number,
): SeenMessage | undefined {
  const id = request?.id;
  return messages.find((message) => {
    if (message.result === undefined && message.error === undefined) return false;
    if (id === undefined || message.id === id) return true;
    return (message.id ?? null) === null && message.error !== undefined && status >= 400;
  });
}

function revisionOf(meta: JsonObject, headers: HeaderList): string | undefined {
  const named = meta[META.protocolVersion];
  return typeof named === 'string' ? named : headerValue(headers, HEADER.protocolVersion);
}

function answeredIn(
  speaks: Era,
  revision: string | undefined,
  answer: SeenMessage | undefined,
): Era | undefined {
  if (speaks === 'legacy') return 'legacy';
  if (!answer) return undefined;
  if (revision !== undefined) return 'modern';
  if (isModernAnswer(answer)) return 'modern';
  return answer.result ? 'legacy' : undefined;
}

/** Behind a gateway: the address that the client came from, without its port; clients of one machine differ by name. */
function clientOf({ row, gateway, headers }: RecordedExchange, meta: JsonObject): string {
  const info = meta[META.clientInfo];
  const name = isJsonObject(info) ? [info['name'], info['version']] : [headerValue(headers, 'user-agent')];
  if (row.origin !== 'gateway') return jsonOf([row.origin, ...name]);
  const address = gateway?.client?.remoteAddress.replace(/:\d+$/, '');
  return jsonOf([gateway?.gatewayId, address, ...name]);
}

function parse(text: string): JsonValue | undefined {
  try {
    // A byte order mark before JSON is to be overlooked: RFC 8259 section 8.1.
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as JsonValue;
  } catch {
    return undefined;
  }
}
