import { refusedTruth } from '../../headers/refused-truth.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation */
export const integerComparedAsText = rule({
  id: 'header.integer-compared-as-text',
  title: 'Integers compared as text',
  checks: 'HeaderMismatch where header and body are the same number, written differently.',
  spares: 'A second header of the same request that does not match.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#server-validation'),
  fix: 'Compare integers in headers as numbers.',
  check(exchange, report, known) {
    for (const { cause, header, value, fieldValue } of refusedTruth(exchange, known)) {
      if (cause !== 'integer') continue;
      report({
        message: `${header} says ${brief(value)}, the body ${brief(fieldValue)}: the same number, and the server refused it.`,
        place: `header:${header}`,
        expected: 'equal as numbers',
        found: 'error -32020 (HeaderMismatch)',
      });
    }
  },
});
