import { urlsOf } from '../../parts/input.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#url-mode-elicitation-requests */
export const urlInvalid = rule({
  id: 'elicit.url-invalid',
  title: 'Invalid URL',
  checks: 'The url of an elicitation is no absolute URL.',
  spares: 'Schemes of other applications.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#url-mode-elicitation-requests'),
  fix: 'Give an absolute URL, with its scheme and host.',
  check(exchange, report) {
    for (const { url, place } of urlsOf(exchange)) {
      if (URL.canParse(url)) continue;
      report({
        message: `The URL to open, ${brief(url)}, is no absolute URL.`,
        place,
        expected: 'an absolute URL, as https://…',
        found: brief(url),
      });
    }
  },
});
