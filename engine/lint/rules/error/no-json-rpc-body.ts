import { page, rule } from '../../rule.ts';
import { isModernServer } from '../../traits.ts';

/**
 * Statuses that a server gives once it has read the body. The others (401, 403, 404, 406, 413, 415, 429, 502…) come from
 * in front of it, or from proxies.
 */
const OWN_STATUSES: ReadonlySet<number> = new Set([400, 409, 422, 500]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#error-handling */
export const noJsonRpcBody = rule({
  id: 'error.no-json-rpc-body',
  title: 'Refusal without a JSON-RPC error',
  checks: 'A modern server answered a request with 400, 409, 422 or 500 and no JSON-RPC error in the body.',
  spares: 'Statuses of proxies and gateways, 401, 403 and 429, and refusals before the body was read.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/patterns/mrtr#error-handling'),
  fix: 'Put a JSON-RPC error into the body of the refusal, so that the client learns what was wrong.',
  check(exchange, report, known) {
    const { request, response, messages, failure } = exchange;
    if (!response || failure || !OWN_STATUSES.has(response.status)) return;
    if (request.message?.kind !== 'request' || !isModernServer(exchange, known)) return;
    if (messages.some((message) => message.error !== undefined)) return;
    report({
      message: `The server refused the request with HTTP status ${String(response.status)} and no JSON-RPC error in the body.`,
      place: 'status',
      expected: 'a JSON-RPC error in the body',
      found: response.bytes === 0 ? 'no body' : 'another body',
    });
  },
});
