import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import { AppError } from '../app-error.ts';
import { nameTwinOf } from '../protocol/json-rpc.ts';
import { buildRequest, isTampered } from '../protocol/modern/build-request.ts';
import { isHeaderFault } from '../protocol/modern/routing-table.ts';
import { requestIdOf } from '../protocol/read-messages.ts';
import { DEFAULT_LIMITS, type HttpRequest, type TransportLimits } from '../transport/http-request.ts';
import { sendHttp } from '../transport/send-http.ts';
import type { Channel, ChannelServices, ReadyInstance, Sending, SendOrder } from './channel.ts';
import { withDeadline } from './deadline.ts';
import { closeLeftOpen } from './left-open.ts';

/**
 * The modern era over Streamable HTTP: nothing is ever opened, each request carries everything.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */
export function createModernHttpChannel(target: ReadyInstance, services: ChannelServices): Channel {
  return {
    era: 'modern',
    transport: 'http',
    ready: () => Promise.resolve({ ok: true }),
    send: (order) => sendModern(order, target, services),
    close: () => Promise.resolve(),
  };
}

/** Everything that happens from here on is in the exchange. */
function sendModern(order: SendOrder, target: ReadyInstance, services: ChannelServices): Sending {
  const { instance } = target;
  const { draft } = order;
  if (instance.stdio) throw new AppError('INTERNAL', `${instance.name} is not reached over HTTP.`);
  const preview = buildRequest(draft, {
    url: instance.url,
    headers: target.headers,
    requestId: services.nextRequestId(),
  });
  const url = new URL(preview.url);
  const body = Buffer.from(preview.body, 'utf8');
  const { method, name } = rowNames(preview.body, preview.httpMethod, url);
  const recording = services.recording();
  const recorder = recording.begin({
    origin: order.origin,
    instanceId: instance.id,
    instanceName: instance.name,
    era: 'modern',
    url: preview.url,
    startedAt: Date.now(),
    ...(order.link && { link: order.link }),
    httpMethod: preview.httpMethod,
    target: `${url.pathname}${url.search}`,
    headers: preview.headers,
    body,
    method,
    name,
    routing: preview.routing,
    origins: preview.origins,
    draft,
    ...(order.replayed && { replayed: order.replayed }),
    tampered: isTampered(draft),
    headerFault: preview.routing.some(isHeaderFault),
  });
  const request: HttpRequest = {
    url,
    httpMethod: preview.httpMethod,
    headers: preview.headers,
    body,
    ...(instance.tls && { tls: instance.tls }),
    ...(instance.useSystemProxy && { useSystemProxy: true }),
  };
  const closing = closeLeftOpen(recorder, requestIdOf(preview.body));
  const limited = withDeadline(draft, closing.sink, AbortSignal.any([order.signal, closing.signal]));
  const done = sendHttp(request, limited.sink, {
    signal: limited.signal,
    limits: limitsOf(draft),
    pool: services.pool,
  });
  return {
    ref: { captureId: recording.captureId, number: recorder.number },
    done,
    row: () => recorder.row(),
  };
}

/**
 * A subscription may be silent for as long as nothing happens: servers are encouraged, not obliged, to send
 * comments meanwhile. Source:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages
 */
export function limitsOf({ method, idleTimeoutMs }: Draft): TransportLimits {
  if (idleTimeoutMs !== undefined) return { ...DEFAULT_LIMITS, idleTimeoutMs };
  return method === 'subscriptions/listen' ? { ...DEFAULT_LIMITS, streamIdleTimeoutMs: 0 } : DEFAULT_LIMITS;
}

/** What the row calls this request: its JSON-RPC method and name, else the HTTP request line. */
export function rowNames(body: string, httpMethod: string, url: URL): { method: string; name: string } {
  const fallback = { method: `${httpMethod} ${url.pathname}`, name: '' };
  let json: JsonValue;
  try {
    json = JSON.parse(body) as JsonValue;
  } catch {
    return fallback;
  }
  return nameTwinOf(json) ?? fallback;
}
