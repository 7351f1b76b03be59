import { createHash } from 'node:crypto';
import { headerValue } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { Portable } from './portable.ts';
import type { CreateWriter } from './writer.ts';

/** Of a stream so many events are told. */
const MOST_EVENTS = 1_000;
const CLIENT = 3;
const ERROR = 2;

/**
 * Traces as OTLP JSON, a span an exchange: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. A request that
 * carries a traceparent (in `_meta` or as a header) stands under it in its trace; others have a trace of their own.
 */
export const createOtlpWriter: CreateWriter = ({ program, capture }) => {
  const [, name = program, version = ''] = /^(.*?)(?:\s+([\d][\w.+-]*))?$/.exec(program) ?? [];
  const resource = { attributes: attributes({ 'service.name': 'mcp-client', 'hopscope.capture': capture }) };
  let count = 0;
  let traced = 0;
  return {
    head: `{"resourceSpans":[{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":${JSON.stringify({ name, version })},"spans":[`,
    write(exchange) {
      count += 1;
      const parent = traceParent(exchange);
      if (parent) traced += 1;
      return `${count === 1 ? '\n' : ',\n'}${JSON.stringify(spanOf(exchange, capture, parent))}`;
    },
    tail: () => '\n]}]}]}\n',
    notes: () =>
      traced < count
        ? [
            `${String(count - traced)} of ${String(count)} requests have no traceparent: each of them has a trace of its own.`,
          ]
        : [],
  };
};

interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly state: string | undefined;
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function traceParent({ request, requestBody }: Portable): TraceParent | undefined {
  const params = objectAt(messageOf(requestBody), 'params');
  const meta = objectAt(params, '_meta');
  const inMeta = meta['traceparent'];
  const said = inMeta ?? headerValue(request.headers, 'traceparent');
  const found = typeof said === 'string' ? TRACEPARENT.exec(said) : null;
  const [, traceId = '', spanId = ''] = found ?? [];
  if (!found || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  // One without the other's parent means nothing.
  const state = inMeta === undefined ? headerValue(request.headers, 'tracestate') : meta['tracestate'];
  return { traceId, spanId, state: typeof state === 'string' ? state : undefined };
}

/** Version ff is none; only versions after 00 may have more behind the flags. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:$|(?<!^00.{53})-)/;

function spanOf(exchange: Portable, capture: string, parent: TraceParent | undefined): JsonObject {
  const { row, events, failure } = exchange;
  const hash = createHash('sha256')
    .update(`${capture}\0${String(row.number)}\0${String(row.startedAt)}`)
    .digest('hex');
  const endMs = exchange.end.timing.endMs ?? row.durationMs ?? 0;
  const isError =
    failure !== undefined || row.errorCode !== undefined || row.isError === true || (row.status ?? 0) >= 400;
  return {
    traceId: parent?.traceId ?? hash.slice(0, 32),
    spanId: hash.slice(32, 48),
    ...(parent && { parentSpanId: parent.spanId }),
    ...(parent?.state !== undefined && { traceState: parent.state }),
    name: row.name === '' ? row.method : `${row.method} ${row.name}`,
    kind: CLIENT,
    startTimeUnixNano: nanos(row.startedAt, 0),
    endTimeUnixNano: nanos(row.startedAt, endMs),
    attributes: attributes(facts(exchange)),
    ...(events.length > 1 && {
      events: events.slice(0, MOST_EVENTS).map((event) => ({
        timeUnixNano: nanos(row.startedAt, event.atMs),
        name: event.method ?? event.message ?? event.kind,
      })),
    }),
    ...(events.length > MOST_EVENTS && { droppedEventsCount: events.length - MOST_EVENTS }),
    status: isError ? { code: ERROR, ...(failure && { message: failure.message }) } : {},
  };
}

/** Names of https://opentelemetry.io/docs/specs/semconv/gen-ai/mcp/ where it has one. */
function facts({
  row,
  request,
  requestBody,
  answer,
  failure,
}: Portable): Record<string, JsonValue | undefined> {
  const id = messageOf(requestBody)['id'];
  const url = URL.canParse(request.url) && /^https?:/.test(request.url) ? new URL(request.url) : undefined;
  const protocolVersion = headerValue(request.headers, 'mcp-protocol-version');
  return {
    'mcp.method.name': row.method,
    'gen_ai.tool.name': row.method === 'tools/call' && row.name !== '' ? row.name : undefined,
    'gen_ai.prompt.name': row.method === 'prompts/get' && row.name !== '' ? row.name : undefined,
    'mcp.resource.uri': row.method.startsWith('resources/') && row.name !== '' ? row.name : undefined,
    'mcp.protocol.version': protocolVersion,
    'mcp.session.id': headerValue(request.headers, 'mcp-session-id'),
    'jsonrpc.request.id': typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    'rpc.response.status_code': row.errorCode === undefined ? undefined : String(row.errorCode),
    'error.type':
      failure?.kind ??
      (row.errorCode === undefined ? (row.isError ? 'tool_error' : undefined) : String(row.errorCode)),
    'network.transport': row.transport === 'stdio' ? 'pipe' : 'tcp',
    'http.request.method': request.httpMethod === '' ? undefined : request.httpMethod,
    'http.response.status_code': answer && answer.status > 0 ? answer.status : undefined,
    'url.full': url?.href,
    'server.address': url?.hostname,
    'server.port': url && url.port !== '' ? Number(url.port) : undefined,
    'hopscope.exchange': row.number,
    'hopscope.instance': row.instanceName === '' ? undefined : row.instanceName,
    'hopscope.origin': row.origin,
  };
}

function attributes(facts: Readonly<Record<string, JsonValue | undefined>>): readonly JsonObject[] {
  return Object.entries(facts).flatMap(([key, value]): readonly JsonObject[] => {
    if (typeof value === 'string') return [{ key, value: { stringValue: value } }];
    // 64 bits do not fit into a number of JSON.
    return typeof value === 'number' ? [{ key, value: { intValue: String(value) } }] : [];
  });
}

function nanos(startedAt: number, ms: number): string {
  const whole = Math.floor(startedAt);
  return String(
    BigInt(whole) * 1_000_000n + BigInt(Math.max(0, Math.round((startedAt - whole + ms) * 1_000_000))),
  );
}

function messageOf(body: Uint8Array): JsonObject {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
    );
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isJsonObject(found) ? found : {};
}
