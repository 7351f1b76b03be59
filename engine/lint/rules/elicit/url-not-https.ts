import { urlsOf } from '../../parts/input.ts';
import { page, rule } from '../../rule.ts';

/** Hosts of this machine and of private networks, as development has them. */
const PRIVATE = [
  /^(?:.*\.)?localhost$/,
  /^127\./,
  /^0\.0\.0\.0$/,
  /^10\./,
  /^192\.168\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^\[(?:::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::ffff:(?:7f|a[0-9a-f]{2}:|c0a8:))/,
  /\.(?:local|lan|internal|intranet|home|test|example|invalid|localdomain|arpa)$/,
  // A name without a dot is no host of the internet.
  /^[^.[]+$/,
];

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling */
export const urlNotHttps = rule({
  id: 'elicit.url-not-https',
  title: 'URL without https',
  checks: 'The url of an elicitation is http.',
  spares: 'Loopback and private addresses.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#safe-url-handling'),
  fix: 'Serve the page over https.',
  check(exchange, report) {
    for (const { url, place } of urlsOf(exchange)) {
      if (!/^http:/i.test(url) || !URL.canParse(url)) continue;
      const { hostname } = new URL(url);
      if (PRIVATE.some((pattern) => pattern.test(hostname))) continue;
      report({
        message: `The URL to open on ${hostname} is http: what the person types there can be read on the way.`,
        place,
        expected: 'https',
        found: 'http',
      });
    }
  },
});
