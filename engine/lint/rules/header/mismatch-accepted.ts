import { acceptedFaults, whatWasServed } from '../../headers/accepted.ts';
import { wasHandedOn } from '../../headers/proxies.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation */
export const mismatchAccepted = rule({
  id: 'header.mismatch-accepted',
  title: 'Lying header accepted',
  checks: 'A request whose headers contradict its body, or are malformed, is answered with a result.',
  spares:
    'Servers whose headers a proxy in front had consumed or rewritten; legacy answers to requests without a version.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#server-validation'),
  fix: 'Hold each header that mirrors the body against it, and refuse with 400 and -32020 where they differ.',
  check(exchange, report, known) {
    if (wasHandedOn(exchange)) return;
    const faulty = acceptedFaults(exchange, known, ['mismatch', 'not-encoded', 'malformed']);
    for (const { line, fault } of faulty) {
      const says = brief(line.decoded ?? line.value);
      report({
        message:
          fault === 'mismatch'
            ? `${line.header} says ${says}, the body ${brief(line.fieldValue)}, and the server served ${whatWasServed(exchange)} as the body says. A balancer or firewall believed the header.`
            : `${line.header} is malformed (${brief(line.value)}), and the server served ${whatWasServed(exchange)} all the same.`,
        place: `header:${line.header}`,
        expected: 'HTTP 400 with error -32020 (HeaderMismatch)',
        found: `HTTP ${String(exchange.response?.status ?? 0)} with a result`,
      });
    }
  },
});
