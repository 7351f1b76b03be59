import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Recording } from '../capture/recorder.ts';
import { nameTwinOf } from '../protocol/json-rpc.ts';
import { buildRequest, isTampered } from '../protocol/modern/build-request.ts';
import { isHeaderFault } from '../protocol/modern/routing-table.ts';
import { DEFAULT_LIMITS, type HttpRequest, type TransportLimits } from '../transport/http-request.ts';
import type { HttpPool } from '../transport/http-pool.ts';
import { sendHttp } from '../transport/send-http.ts';

/** An instance with its header values filled from the environment. */
export interface ReadyInstance {
  readonly instance: Instance;
  readonly headers: HeaderList;
}

export interface SendContext {
  readonly recording: Recording;
  readonly pool: HttpPool;
  readonly origin: Origin;
  readonly signal: AbortSignal;
  /** A JSON-RPC id that this client has not used yet. */
  readonly nextRequestId: () => number;
}

/** An exchange on its way: known by its ref at once, settled when `done` resolves. It never rejects. */
export interface Sending {
  readonly ref: ExchangeRef;
  readonly done: Promise<void>;
}

/**
 * Sends a draft to one instance. Everything that happens from here on is in the exchange.
 * Throws AppError BAD_INPUT where nothing can leave at all.
 */
export function sendDraft(draft: Draft, target: ReadyInstance, context: SendContext): Sending {
  if (draft.era !== 'modern') {
    throw new AppError(
      'BAD_INPUT',
      'Hopscope cannot send in the legacy era yet. Choose the modern era (2026-07-28) for this request.',
    );
  }
  const { instance } = target;
  const preview = buildRequest(draft, {
    url: instance.url,
    headers: target.headers,
    requestId: context.nextRequestId(),
  });
  const url = new URL(preview.url);
  const body = Buffer.from(preview.body, 'utf8');
  const { method, name } = rowNames(preview.body, preview.httpMethod, url);
  const recorder = context.recording.begin({
    origin: context.origin,
    instanceId: instance.id,
    instanceName: instance.name,
    era: draft.era,
    url: preview.url,
    startedAt: Date.now(),
    httpMethod: preview.httpMethod,
    target: `${url.pathname}${url.search}`,
    headers: preview.headers,
    body,
    method,
    name,
    routing: preview.routing,
    origins: preview.origins,
    draft,
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
  const done = sendHttp(request, recorder, {
    signal: context.signal,
    limits: limitsOf(draft),
    pool: context.pool,
  });
  return { ref: { captureId: context.recording.captureId, number: recorder.number }, done };
}

/**
 * A subscription may be silent for as long as nothing happens: servers are encouraged, not obliged, to send
 * comments meanwhile. Source:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages
 */
function limitsOf({ method, idleTimeoutMs }: Draft): TransportLimits {
  if (idleTimeoutMs !== undefined) return { ...DEFAULT_LIMITS, idleTimeoutMs };
  return method === 'subscriptions/listen' ? { ...DEFAULT_LIMITS, streamIdleTimeoutMs: 0 } : DEFAULT_LIMITS;
}

/** What the row calls this request: its JSON-RPC method and name, else the HTTP request line. */
function rowNames(body: string, httpMethod: string, url: URL): { method: string; name: string } {
  const fallback = { method: `${httpMethod} ${url.pathname}`, name: '' };
  let json: JsonValue;
  try {
    json = JSON.parse(body) as JsonValue;
  } catch {
    return fallback;
  }
  return nameTwinOf(json) ?? fallback;
}
