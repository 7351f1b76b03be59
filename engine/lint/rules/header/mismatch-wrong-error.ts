import { isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { META, MODERN_METHODS } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { mirroredHeaders, type Mirrored } from '../../headers/mirrored.ts';
import { showsModern } from '../../headers/modern-server.ts';
import { cameThroughProxy, wasHandedOn } from '../../headers/proxies.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/**
 * Refused with another error. That -32020 comes with another status than 400 is what error.status says.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
 */
export const mismatchWrongError = rule({
  id: 'header.mismatch-wrong-error',
  title: 'Mismatch refused in another way',
  checks: 'A request with wrong headers is refused by anything but 400 with -32020.',
  spares: 'Intermediaries, which need no JSON-RPC error; a version that is also unsupported.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#server-validation'),
  fix: 'Refuse headers that are missing or contradict the body with 400 and error -32020, before anything else.',
  check(exchange, report, known) {
    const { answer, response } = exchange;
    const error = answer?.error;
    if (!error || error['code'] === -32020 || typeof error['code'] !== 'number') return;
    const faulty = mirroredHeaders(exchange, known).filter(
      ({ fault }) => fault !== undefined && fault !== 'unexpected',
    );
    const [first] = faulty;
    if (!first || !showsModern(exchange, known) || isExplained(exchange, error, faulty, known)) return;
    report({
      message: `${first.line.header} ${first.fault === 'missing' ? 'is missing' : 'contradicts the body'}, and the server refused with another error than HeaderMismatch, so the client cannot tell what to mend.`,
      place: `${answer.place}:/error/code`,
      expected: 'HTTP 400 with error -32020 (HeaderMismatch)',
      found: `HTTP ${String(response?.status ?? 0)} with error ${brief(error['code'])}`,
    });
  },
});

/** Turned away before the request was read, or by something in front of the server. */
const ELSEWHERE: ReadonlySet<number> = new Set([401, 403, 407, 413, 415, 429, 502, 503, 504]);

/** Whether something else about the request, or about the way to the server, may be why it was refused so. */
function isExplained(
  exchange: SeenExchange,
  error: JsonObject,
  faulty: readonly Mirrored[],
  known: Knowledge,
): boolean {
  if (ELSEWHERE.has(exchange.response?.status ?? 0)) return true;
  if (wasHandedOn(exchange) || cameThroughProxy(exchange)) return true;
  switch (error['code']) {
    case -32022:
      return !isListed(error, faulty);
    case -32601:
      return !MODERN_METHODS.some((method) => method === exchange.method);
    case -32602:
      return hasOtherFault(exchange, known);
    case -32021:
    case -32700:
    case -32600:
      return true;
    default:
      return false;
  }
}

/** Whether a refusal of the revision lists all that the request names, so that it was not about them. */
function isListed(error: JsonObject, faulty: readonly Mirrored[]): boolean {
  const { supported } = isJsonObject(error['data']) ? error['data'] : {};
  const version = faulty.find(({ of }) => of === 'version');
  if (!Array.isArray(supported) || !version) return false;
  const named = [version.line.value, version.line.fieldValue].filter((revision) => revision !== undefined);
  return named.every((revision) => (supported as readonly unknown[]).includes(revision));
}

/** Whether the params, too, may be refused: `_meta` is not complete, or what they name is not known to be there. */
function hasOtherFault({ meta, method, request, instanceId }: SeenExchange, known: Knowledge): boolean {
  if (meta[META.protocolVersion] === undefined || !isJsonObject(meta[META.clientCapabilities])) return true;
  const { tools, prompts, resources } = known.instance(instanceId);
  const params = request.message?.params ?? {};
  if (method === 'tools/call') return !has(tools, params['name']) || params['arguments'] !== undefined;
  if (method === 'prompts/get') return !has(prompts, params['name']) || params['arguments'] !== undefined;
  if (method === 'resources/read') return !has(resources, params['uri']);
  return Object.keys(params).some((key) => key !== '_meta');
}

function has(list: ReadonlyMap<string, unknown>, name: unknown): boolean {
  return typeof name === 'string' && list.has(name);
}
