import { urlsOf } from '../../parts/input.ts';
import { plainSecretIn, wordsOf } from '../../parts/secret-words.ts';
import { page, rule } from '../../rule.ts';

const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Ends of names of parameters that say who the user is. */
const WHO = new Set(['email', 'mail', 'user', 'username', 'login', 'hint', 'account', 'sub', 'upn']);

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling */
export const urlSensitive = rule({
  id: 'elicit.url-sensitive',
  title: 'URL carries credentials',
  checks:
    'The url has a user and password, or a parameter called like a password, access token or mail address.',
  spares: 'Opaque handles, codes and states.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#safe-url-handling'),
  fix: 'Put an opaque handle into the URL, and let the page find out who the user is.',
  check(exchange, report) {
    for (const { url, place } of urlsOf(exchange)) {
      const fault = faultOf(url);
      if (fault === undefined) continue;
      report({
        message: `The URL to open carries ${fault}, which whoever sees the URL can read.`,
        place,
        expected: 'nothing that tells or lets in the user',
        found: fault,
      });
    }
  },
});

/** What a URL carries that it must not: named, never quoted. */
function faultOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' && url.password !== '') return 'a user name and password';
  const fragment = url.hash.includes('=') ? new URLSearchParams(url.hash.slice(1).replace(/^.*\?/, '')) : [];
  for (const [name, value] of [...url.searchParams, ...fragment]) {
    if (value === '') continue;
    if (plainSecretIn(name) !== undefined) return `the parameter ${name}`;
    if (MAIL_ADDRESS.test(value) && WHO.has(wordsOf(name).at(-1) ?? '')) return `a mail address (${name})`;
  }
  return undefined;
}
