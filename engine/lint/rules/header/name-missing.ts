import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#standard-request-headers */
export const nameMissing = rule({
  id: 'header.name-missing',
  title: 'Mcp-Name missing',
  checks: 'tools/call, resources/read or prompts/get has no Mcp-Name header.',
  spares: 'Headers that a proxy consumed; legacy requests; methods without a name.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#standard-request-headers'),
  fix: 'Send Mcp-Name with the name of the tool or prompt, or the URI of the resource.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'missing')) {
      if (of !== 'name') continue;
      report({
        message: `The request has no Mcp-Name header, though it is a ${exchange.method} and its body names ${brief(line.fieldValue)}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: 'no such header',
      });
    }
  },
});
