import { refusedTruth } from '../../headers/refused-truth.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#case-sensitivity */
export const caseRefused = rule({
  id: 'header.case-refused',
  title: 'Header name compared by case',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#case-sensitivity'),
  fix: 'Compare the names of headers without regard to case.',
  check(exchange, report, known) {
    for (const { cause, header, named } of refusedTruth(exchange, known)) {
      if (cause !== 'case') continue;
      // Many clients write lower case always: there the error itself must say that it misses the header.
      if (named ? !saysMissing(exchange) : !isOnPurpose(exchange)) continue;
      report({
        message: `The header is there as ${header} and agrees with the body, and the server refused the request as if it were missing.`,
        place: `header:${header}`,
        expected: 'names of headers in any case',
        found: 'error -32020 (HeaderMismatch)',
      });
    }
  },
});

function saysMissing({ answer }: SeenExchange): boolean {
  const message = answer?.error?.['message'];
  return (
    typeof message === 'string' &&
    /\b(?:missing|required|requires|absent|lacks?|without|undefined|expected|not (?:present|sent|found|provided))\b/i.test(
      message,
    )
  );
}

function isOnPurpose({ tampered, origin, gateway }: SeenExchange): boolean {
  return tampered || origin === 'probe' || (gateway?.faults.some(({ kind }) => kind === 'header') ?? false);
}
