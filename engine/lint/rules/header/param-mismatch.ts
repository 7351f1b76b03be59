import { clientFaults } from '../../headers/client-faults.ts';
import { paramHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#client-behavior */
export const paramMismatch = rule({
  id: 'header.param-mismatch',
  title: 'Mcp-Param differs from the body',
  checks: 'The header, decoded, is not the value at the annotated path.',
  spares: 'Integers that are equal as numbers; requests that a person tampered with.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#client-behavior'),
  fix: 'Take the header’s value from the parameter that the tool’s inputSchema marks.',
  check(exchange, report, known) {
    for (const { line } of clientFaults(exchange, paramHeaders(exchange, known), 'mismatch')) {
      report({
        message: `${line.header} says ${brief(line.decoded ?? line.value)}, ${line.field ?? 'the body'} is ${brief(line.fieldValue)}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: line.decoded ?? line.value ?? 'absent',
      });
    }
  },
});
