import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#standard-request-headers */
export const nameMismatch = rule({
  id: 'header.name-mismatch',
  title: 'Mcp-Name differs from the body',
  checks: 'The header, decoded, is not the name or URI in the body.',
  spares: 'Requests that a person tampered with, and headers that an intermediary changed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#standard-request-headers'),
  fix: 'Send the name or URI of the body in Mcp-Name, encoded where it needs to be.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'mismatch')) {
      if (of !== 'name') continue;
      report({
        message: `Mcp-Name says ${brief(line.decoded ?? line.value)}, the body says ${brief(line.fieldValue)}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: line.decoded ?? line.value ?? 'absent',
      });
    }
  },
});
