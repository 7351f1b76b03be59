import { refusedTruth } from '../../headers/refused-truth.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding */
export const encodedRefused = rule({
  id: 'header.encoded-refused',
  title: 'Encoded header refused',
  checks: 'HeaderMismatch for a header that matches once decoded.',
  spares: 'A second header of the same request that does not match.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#value-encoding'),
  fix: 'Decode Mcp-Name and Mcp-Param headers of the form =?base64?…?= before they are compared.',
  check(exchange, report, known) {
    for (const { cause, header, value, fieldValue } of refusedTruth(exchange, known)) {
      if (cause !== 'encoded') continue;
      report({
        message: `${header} (${brief(value)}) is ${brief(fieldValue)} once decoded, just as the body says, and the server refused it.`,
        place: `header:${header}`,
        expected: 'the header decoded, then compared',
        found: 'error -32020 (HeaderMismatch)',
      });
    }
  },
});
