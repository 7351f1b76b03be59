import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#standard-request-headers */
export const methodMissing = rule({
  id: 'header.method-missing',
  title: 'Mcp-Method missing',
  checks: 'A modern request has no Mcp-Method header.',
  spares: 'Headers that a proxy consumed; legacy requests; notifications, for which no header is defined.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#standard-request-headers'),
  fix: 'Send Mcp-Method with the method of the body on each request.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'missing')) {
      if (of !== 'method') continue;
      report({
        message: `The request has no Mcp-Method header, so nobody in between can tell that it is ${line.fieldValue ?? 'a request'}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: 'no such header',
      });
    }
  },
});
