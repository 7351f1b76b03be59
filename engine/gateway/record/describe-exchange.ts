import type { ExchangeLink, RoutingLine } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { GatewaySettings, RoutingTrace } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { ExchangeStart } from '../../capture/recorder.ts';
import { isHeaderFault } from '../../protocol/modern/routing-table.ts';
import { KEPT_BODY_BYTES } from '../forward/incoming-body.ts';
import { requestFacts } from './request-facts.ts';

/** What is known of a request when its record begins. */
export interface DescribedRequest {
  readonly settings: Pick<GatewaySettings, 'id' | 'name'>;
  readonly trace: RoutingTrace;
  /** Whom it goes to; absent: to nobody. */
  readonly instance?: { readonly id: string; readonly name: string } | undefined;
  readonly url: string;
  readonly httpMethod: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  readonly knownEra: Era | undefined;
  readonly startedAt: number;
  readonly link?: ExchangeLink;
}

const NO_ORIGINS: ExchangeStart['origins'] = [];

/** The beginning of a record. */
export function describeExchange(request: DescribedRequest): ExchangeStart {
  const { settings, instance, trace, link } = request;
  const facts = requestFacts(request);
  // Written out, and not spread, as one is made for each request that is recorded.
  const start: ExchangeStart = {
    origin: 'gateway',
    // What nobody got was answered by the gateway itself.
    instanceId: instance?.id ?? '',
    instanceName: instance?.name ?? settings.name,
    era: facts.era,
    url: request.url,
    startedAt: request.startedAt,
    httpMethod: request.httpMethod,
    target: request.target,
    headers: request.headers,
    body: request.body,
    method: facts.method,
    name: facts.name,
    expected: facts.expected,
    routing: facts.routing,
    origins: NO_ORIGINS,
    gateway: { gatewayId: settings.id, gatewayName: settings.name, trace },
    tampered: false,
    headerFault: facts.routing.some(isHeaderFault),
  };
  return link ? { ...start, link } : start;
}

/** Headers that say something else than the body, as the client sent them. Pure. */
export function liesOf(headers: HeaderList, body: Uint8Array): readonly RoutingLine[] {
  const { routing } = requestFacts({ httpMethod: 'POST', target: '/', headers, body });
  return mismatches(routing);
}

export function mismatches(routing: readonly RoutingLine[]): readonly RoutingLine[] {
  return routing.filter(({ verdict }) => verdict === 'mismatch');
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management */
export function lostSession(explanation: string): Finding {
  return {
    rule: 'gateway.lost-session',
    severity: 'error',
    side: 'none',
    message: explanation,
    pointer: 'header:Mcp-Session-Id',
    link: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management',
  };
}

/** A request's body was longer than what is kept of it. */
export function bodyCut(totalBytes: number): Finding {
  return {
    rule: 'gateway.body-cut',
    severity: 'note',
    side: 'none',
    message: `Of the request's body only the first ${String(KEPT_BODY_BYTES)} of ${String(totalBytes)} bytes are shown; all of it was forwarded.`,
  };
}
