import { clientFaults } from '../../headers/client-faults.ts';
import { paramHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-behavior-for-custom-headers */
export const paramUnexpected = rule({
  id: 'header.param-unexpected',
  title: 'Mcp-Param header without a value',
  checks: 'A header mirrors a parameter that is null or absent.',
  spares: 'Mcp-Param headers that the listed tool does not know.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#server-behavior-for-custom-headers'),
  fix: 'Leave the header out where the parameter is null or absent.',
  check(exchange, report, known) {
    for (const { line } of clientFaults(exchange, paramHeaders(exchange, known), 'unexpected')) {
      report({
        message: `${line.header} is sent, but ${line.field ?? 'its parameter'} is null or absent in the body.`,
        place: `header:${line.header}`,
        expected: 'no such header',
        found: brief(line.decoded ?? line.value),
      });
    }
  },
});
