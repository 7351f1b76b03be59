import { headerValue } from '../../../../shared/model/headers.ts';
import { page, rule } from '../../rule.ts';
import { answerType } from '../../traits.ts';

const MESSAGES: ReadonlySet<string> = new Set(['application/json', 'text/event-stream']);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const contentType = rule({
  id: 'http.content-type',
  title: 'Answer of another content type',
  checks: 'A request is answered with neither application/json nor text/event-stream.',
  spares: 'Error pages of proxies, and 401 and 403 without a body.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Answer requests with "Content-Type: application/json" or "text/event-stream".',
  check(exchange, report) {
    const { request, response, messages } = exchange;
    if (request.message?.kind !== 'request' || request.httpMethod !== 'POST' || !response) return;
    const { status, bytes, headers } = response;
    const written = headerValue(headers, 'content-type');
    if (MESSAGES.has(answerType(exchange))) return;
    // Error pages may be a proxy's; a JSON-RPC error is the server's own.
    const isServers = (status >= 200 && status < 300) || messages.some(({ kind }) => kind !== 'invalid');
    if (!isServers) return;
    report({
      message: `The server answered a request with ${written === undefined ? 'no Content-Type' : written}${bytes === 0 ? ' and no body' : ''}.`,
      place: 'answer-header:Content-Type',
      expected: 'application/json or text/event-stream',
      found: written ?? 'no such header',
    });
  },
});
