import { refusedTruth } from '../../headers/refused-truth.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-behavior-for-custom-headers */
export const paramExpected = rule({
  id: 'header.param-expected',
  title: 'Header demanded for an absent value',
  checks: 'HeaderMismatch for a parameter that is null or absent.',
  spares: 'A second header of the same request that does not match.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#server-behavior-for-custom-headers'),
  fix: 'Expect no header for a parameter that is null or absent.',
  check(exchange, report, known) {
    for (const { cause, header } of refusedTruth(exchange, known)) {
      if (cause !== 'absent') continue;
      report({
        message: `The server refused the call for a header, though all agree with the body; ${header} is rightly left out, since its parameter has no value.`,
        place: `header:${header}`,
        expected: 'no header expected',
        found: 'error -32020 (HeaderMismatch)',
      });
    }
  },
});
