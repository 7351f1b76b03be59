import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#protocol-version-header */
export const versionMismatch = rule({
  id: 'header.version-mismatch',
  title: 'MCP-Protocol-Version differs from the body',
  checks: 'The header names another revision than _meta.',
  spares: 'Requests that a person tampered with, and headers that an intermediary changed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#protocol-version-header'),
  fix: 'Send the same revision in MCP-Protocol-Version and in _meta.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'mismatch')) {
      if (of !== 'version') continue;
      report({
        message: `MCP-Protocol-Version says ${brief(line.value)}, the body’s _meta says ${brief(line.fieldValue)}.`,
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'absent',
        found: line.value ?? 'absent',
      });
    }
  },
});
