import { acceptedFaults, whatWasServed } from '../../headers/accepted.ts';
import { cameThroughProxy } from '../../headers/proxies.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation */
export const missingAccepted = rule({
  id: 'header.missing-accepted',
  title: 'Missing header accepted',
  checks: 'A modern request without a required header is answered with a result.',
  spares: 'A request without the version header that is answered as legacy; headers that a proxy consumed.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#protocol-version-header'),
  fix: 'Refuse a modern request that lacks a required header with 400 and -32020.',
  check(exchange, report, known) {
    for (const { line } of acceptedFaults(exchange, known, ['missing'])) {
      // A program in between that has read the header may keep it to itself.
      if (cameThroughProxy(exchange)) return;
      report({
        message: `${line.header} is missing, and the server served ${whatWasServed(exchange)} all the same.`,
        place: `header:${line.header}`,
        expected: 'HTTP 400 with error -32020 (HeaderMismatch)',
        found: `HTTP ${String(exchange.response?.status ?? 0)} with a result`,
      });
    }
  },
});
