import { showsModern } from '../../headers/modern-server.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
export const noPost = rule({
  id: 'http.no-post',
  title: 'Endpoint refuses POST',
  checks: 'The endpoint answers a POST with 405.',
  spares: 'A wrong address, which answers the same; HTTP+SSE servers, which are legacy.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http'),
  fix: 'Take POST at the one address of the MCP endpoint.',
  check(exchange, report, known) {
    const { request, response, answer, tampered } = exchange;
    if (request.httpMethod !== 'POST' || response?.status !== 405 || answer || tampered) return;
    // A wrong address answers so as well, and so does HTTP+SSE: only who answered as a modern server before is one.
    if (!showsModern(exchange, known)) return;
    report({
      message: 'The MCP endpoint refused a POST as a method that it does not take.',
      place: 'status',
      expected: 'an endpoint that takes POST',
      found: 'HTTP 405',
    });
  },
});
