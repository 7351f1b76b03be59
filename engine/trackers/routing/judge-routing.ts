import type { RoutingLine } from '../../../shared/model/exchange.ts';
import type { FaultKind } from '../../../shared/model/gateway.ts';
import type { RoutingVerdict } from '../../../shared/model/routing-case.ts';
import { MODERN_ERROR, MODERN_REVISION } from '../../../shared/spec/modern.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { isHeaderFault } from '../../protocol/modern/routing-table.ts';
import { describeFaults, quoted, whatIsAsked } from './describe-faults.ts';

/** What became of one request's headers, and the sentence that says so. */
export interface RoutingJudgement {
  readonly verdict: RoutingVerdict;
  readonly says: string;
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/index#error-codes */
const INVALID_PARAMS = -32602;

/** Faults of a gateway because of which no server sees the request. */
const KEPT_FROM_SERVER: ReadonlySet<FaultKind> = new Set(['refuse', 'status', 'down']);
/** Refusals that come before anybody reads headers that mirror a body. */
const REFUSED_BEFORE: ReadonlySet<number> = new Set([401, 403, 407, 413, 429, 502, 503, 504]);

/** Whether headers have to mirror the body of this exchange, and a server saw it: POSTs of modern requests. */
export function isRouted(exchange: SeenExchange): boolean {
  const { transport, speaks, request, instanceId, gateway } = exchange;
  if (transport !== 'http' || speaks !== 'modern' || instanceId === '') return false;
  if (request.httpMethod !== 'POST' || request.message?.kind !== 'request') return false;
  return !gateway?.faults.some(({ kind }) => KEPT_FROM_SERVER.has(kind));
}

/**
 * Holds what the server did against what headers and body say.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
 *
 * @param lines the routing table of the request
 * @param schemaKnown whether all headers that the called tool may want are in `lines`
 * @returns undefined where the server took the request for one of an old client, whose headers need not be validated
 */
export function judgeRouting(
  exchange: SeenExchange,
  lines: readonly RoutingLine[],
  schemaKnown: boolean,
): RoutingJudgement | undefined {
  const faults = lines.filter(isHeaderFault);
  if (takenForLegacy(exchange, faults)) return undefined;
  if (faults.length === 0) return judgeTruth(exchange, schemaKnown);
  const described = describeFaults(faults, exchange);
  const { verdict, then } = reactionTo(faults, exchange);
  return { verdict, says: `${described} ${then}` };
}

/**
 * A server that serves clients of before 2025-06-18 may take a request without MCP-Protocol-Version for one of theirs:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#protocol-version-header
 */
function takenForLegacy({ answer, answeredAs }: SeenExchange, faults: readonly RoutingLine[]): boolean {
  const unversioned = faults.some(({ field, verdict }) => verdict === 'missing' && isVersion(field));
  if (!unversioned) return false;
  if (answeredAs === 'legacy') return true;
  return answer?.result !== undefined && typeof answer.result['resultType'] !== 'string';
}

function judgeTruth(exchange: SeenExchange, schemaKnown: boolean): RoutingJudgement {
  const { answer, instanceName, method } = exchange;
  const code = answer?.error?.['code'];
  const asked = whatIsAsked(exchange);
  if (
    code !== MODERN_ERROR.headerMismatch ||
    exchange.gateway?.faults.some(({ kind }) => kind === 'swap') === true
  )
    return { verdict: 'agrees', says: `Headers and body say the same: ${asked}.` };
  const message = answer?.error?.['message'];
  const words = typeof message === 'string' && message !== '' ? ` It says: ${quoted(message)}` : '';
  if (method === 'tools/call' && !schemaKnown) {
    return {
      verdict: 'refused-unclear',
      says:
        `${instanceName} refused ${asked} for its headers (-32020), although those that can be checked agree with the ` +
        `body. Before this call nothing in the capture lists the tool, so it may want Mcp-Param headers.${words}`,
    };
  }
  return {
    verdict: 'refused-truth',
    says:
      `${instanceName} refused ${asked} for its headers (-32020), although all of them agree with the body: ` +
      `clients that do everything right cannot use it.${words}`,
  };
}

interface Reaction {
  readonly verdict: RoutingVerdict;
  readonly then: string;
}

function reactionTo(faults: readonly RoutingLine[], exchange: SeenExchange): Reaction {
  const { answer, instanceName, response } = exchange;
  if (answer?.error) return refusal(faults, exchange, answer.error['code']);
  if (wasAccepted(exchange)) return acceptance(faults, exchange);
  const status = response?.status ?? 0;
  if (status >= 400) return refusal(faults, exchange, undefined);
  const why = exchange.failure ? ` (${exchange.failure.kind})` : '';
  return {
    verdict: 'unanswered',
    then: `No whole answer came${why}, so what ${instanceName} made of it is not known.`,
  };
}

/** It answered, began to answer, or its answer is too long to be kept: none of that is a refusal. */
function wasAccepted({ answer, messages, partial, response }: SeenExchange): boolean {
  if (answer?.result || messages.some(({ kind }) => kind === 'notification' || kind === 'request'))
    return true;
  return partial && response !== undefined && response.status < 300;
}

function acceptance(faults: readonly RoutingLine[], exchange: SeenExchange): Reaction {
  const { instanceName } = exchange;
  // A header for something that the body does not have deceives nobody about what was done.
  const lies = faults.some(({ verdict, fieldValue }) => verdict === 'mismatch' && fieldValue !== undefined);
  if (lies) {
    return {
      verdict: 'executed-other',
      then:
        `${instanceName} did not notice and did what the body says: whoever routes, permits or counts by headers ` +
        `was deceived. It must refuse with 400 and HeaderMismatch (-32020).`,
    };
  }
  return {
    verdict: 'accepted-missing',
    then: `${instanceName} answered all the same. It must refuse with 400 and HeaderMismatch (-32020).`,
  };
}

function refusal(faults: readonly RoutingLine[], exchange: SeenExchange, code: unknown): Reaction {
  const { instanceName } = exchange;
  const status = exchange.response?.status ?? 0;
  if (code === MODERN_ERROR.headerMismatch) {
    if (status === 400)
      return { verdict: 'refused', then: `${instanceName} noticed and refused it, as it must.` };
    return {
      verdict: 'refused-otherwise',
      then: `${instanceName} noticed and refused it, but with HTTP ${String(status)}, where 400 must stand.`,
    };
  }
  if (code === MODERN_ERROR.unsupportedVersion && namesOtherRevision(faults, exchange)) {
    return {
      verdict: 'refused',
      then: `${instanceName} refused it for its revision, which is right as well.`,
    };
  }
  // What the header could contradict is not there: an incomplete _meta is refused as such.
  if (
    code === INVALID_PARAMS &&
    faults.every(({ field, fieldValue }) => isVersion(field) && fieldValue === undefined)
  ) {
    return {
      verdict: 'refused',
      then: `${instanceName} refused it for its incomplete _meta (-32602), as it must.`,
    };
  }
  if (code === undefined && REFUSED_BEFORE.has(status)) {
    return {
      verdict: 'refused',
      then: `It was refused with HTTP ${String(status)} before its headers mattered.`,
    };
  }
  const unversioned = faults.some(({ field, verdict }) => verdict === 'missing' && isVersion(field));
  if (unversioned && status >= 400) {
    return {
      verdict: 'refused',
      then: `${instanceName} refused it with ${refusedWith(status, code)}: perhaps it took it for an old client's.`,
    };
  }
  return {
    verdict: 'refused-otherwise',
    then:
      `${instanceName} refused it with ${refusedWith(status, code)}, where 400 and HeaderMismatch (-32020) must stand: ` +
      `whether it saw the headers cannot be told.`,
  };
}

function refusedWith(status: number, code: unknown): string {
  const http = `HTTP ${String(status)}`;
  return typeof code === 'number' ? `${http} and error ${String(code)}` : `${http} and no JSON-RPC error`;
}

function namesOtherRevision(faults: readonly RoutingLine[], { revision }: SeenExchange): boolean {
  if (revision !== undefined && revision !== MODERN_REVISION) return true;
  return faults.some(
    ({ field, value }) => isVersion(field) && value !== undefined && value !== MODERN_REVISION,
  );
}

function isVersion(field: string | undefined): boolean {
  return field?.startsWith('params._meta[') ?? false;
}
