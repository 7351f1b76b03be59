import { refusedForCase } from '../../headers/refused-truth.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#case-sensitivity */
export const caseRefused = rule({
  id: 'header.case-refused',
  title: 'Header name compared by case',
  checks: 'A request whose header names are in another case is refused as if they were missing.',
  spares: 'Proxies that drop the headers.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#case-sensitivity'),
  fix: 'Compare the names of headers without regard to case.',
  check(exchange, report, known) {
    for (const { header } of refusedForCase(exchange, known)) {
      report({
        message: `The header is there as ${header} and agrees with the body, and the server refused the request as if it were missing.`,
        place: `header:${header}`,
        expected: 'names of headers in any case',
        found: 'error -32020 (HeaderMismatch)',
      });
    }
  },
});
