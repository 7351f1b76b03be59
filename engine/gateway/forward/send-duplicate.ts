import type { RoutingTrace } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { EndSignal } from '../../transport/end-signal.ts';
import type { HttpRequest } from '../../transport/http-request.ts';
import { sendHttp } from '../../transport/send-http.ts';
import { describeExchange } from '../record/describe-exchange.ts';
import { ExchangeRecord } from '../record/exchange-record.ts';
import { requestHeaders } from './forward-headers.ts';
import type { ForwardingContext } from './forwarding-context.ts';
import { DUPLICATE_LIMITS } from './limits.ts';
import { mapTarget } from './map-target.ts';

export interface DuplicateOrder {
  readonly context: ForwardingContext;
  /** How the first one found its instance. */
  readonly trace: RoutingTrace;
  /** The first one as it left, its body whole. */
  readonly request: HttpRequest & { readonly body: Uint8Array };
  readonly headers: HeaderList;
  readonly clientTarget: string;
  /** Number of the first one's exchange; undefined where nothing is kept. */
  readonly first: number | undefined;
  readonly signal: EndSignal;
}

/**
 * Sends a request a second time, to the next instance of its pool, as a client does that has lost patience or a balancer
 * that tries again. Its answer goes to the recording only. False: there is nobody to send it to.
 */
export function sendDuplicate(order: DuplicateOrder): boolean {
  const { context, trace, request, first, signal } = order;
  const instanceId = context.router.another(trace);
  const upstream = instanceId === undefined ? undefined : context.upstream(instanceId);
  if (instanceId === undefined || upstream === undefined || 'problem' in upstream) return false;
  const { instance, url } = upstream;
  const target = mapTarget(order.clientTarget, context.path, { path: url.pathname, query: url.search });
  const headers = [
    ...requestHeaders(order.headers, { host: url.host, origin: url.origin, own: upstream.headers }),
    ['Via', `1.1 ${context.via}`] as const,
  ];
  const why = `Injected: the same request as #${String(first ?? 0)}, sent to the next instance as well.`;
  const record = new ExchangeRecord({
    queue: context.records,
    recording: () => context.recording(),
    start: () =>
      describeExchange({
        settings: context.settings,
        trace: { ...trace, chosen: instanceId, why },
        instance,
        url: `${url.origin}${target}`,
        httpMethod: request.httpMethod,
        target,
        headers,
        body: request.body,
        knownEra: context.knownEra(instance),
        startedAt: Date.now(),
        ...(first !== undefined && { link: { kind: 'duplicate', to: first } }),
      }),
    ending: () => ({ gateway: { faults: [] }, findings: [] }),
    onBug: context.onBug,
  });
  record.begin();
  record.clientOver();
  const over = context.counters.sent(instanceId);
  let status = 0;
  const { tls, useSystemProxy } = instance;
  const own = { ...(tls && { tls }), ...(useSystemProxy && { useSystemProxy }) };
  const second = { url, target, httpMethod: request.httpMethod, headers, body: request.body, ...own };
  void sendHttp(
    second,
    {
      requestBytes(bytes, atMs) {
        context.counters.bytesIn(instanceId, bytes.length);
        record.requestBytes(bytes, atMs);
      },
      responseBytes(bytes, atMs) {
        context.counters.bytesOut(instanceId, bytes.length);
        record.responseBytes(bytes, atMs);
      },
      responseHead(head, atMs) {
        ({ status } = head);
        record.responseHead(head, atMs);
      },
      bodyBytes: (bytes, atMs) => {
        record.bodyBytes(bytes, atMs);
      },
      end(end) {
        record.end(end);
        over(status >= 500 || (end.failure !== undefined && end.failure.kind !== 'cancelled'));
      },
    },
    {
      signal,
      limits: DUPLICATE_LIMITS,
      pool: context.pool,
      forbids: (address, port) => context.ownPorts.forbids(address, port),
    },
  );
  return true;
}
