import { clientFaults } from '../../headers/client-faults.ts';
import { standardHeaders } from '../../headers/mirrored.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#protocol-version-header */
export const versionMissing = rule({
  id: 'header.version-missing',
  title: 'MCP-Protocol-Version missing',
  checks: 'A modern POST has no MCP-Protocol-Version header.',
  spares: 'Headers that a proxy consumed, legacy revisions without the header, and initialize.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#protocol-version-header'),
  fix: 'Send MCP-Protocol-Version with the same revision as in _meta on each POST.',
  check(exchange, report) {
    for (const { of, line } of clientFaults(exchange, standardHeaders(exchange), 'missing')) {
      if (of !== 'version') continue;
      report({
        message: 'The request has no MCP-Protocol-Version header, so nobody in between knows how to read it.',
        place: `header:${line.header}`,
        expected: line.fieldValue ?? 'the revision that the body names',
        found: 'no such header',
      });
    }
  },
});
