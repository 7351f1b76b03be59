import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#standard-request-headers */
export const methodMismatch = rule({
  id: 'header.method-mismatch',
  title: 'Mcp-Method differs from the body',
  checks: 'The header names another method than the body, case included.',
  spares: 'Requests that a person tampered with, and headers that an intermediary changed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#standard-request-headers'),
  fix: 'Send the method of the body in Mcp-Method, letter for letter.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'mismatch')) {
      if (of !== 'method') continue;
      report({
        message: `Mcp-Method says ${brief(line.value)}, the body says ${brief(line.fieldValue)}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: line.value ?? 'absent',
      });
    }
  },
});
