/**
 * Names of keys in `_meta`.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta
 */

const LABEL = /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/;

/** Longer ones are judged by nobody: they would only cost time. */
const MOST_CHARACTERS = 512;

/** Top-level domains that many organisations have. Labels that are words as well (`tools`, `app`) are not among them. */
const TOP_LEVEL: ReadonlySet<string> = new Set([
  ...[
    'com',
    'org',
    'net',
    'io',
    'dev',
    'ai',
    'co',
    'edu',
    'gov',
    'info',
    'biz',
    'eu',
    'uk',
    'de',
    'fr',
    'nl',
    'ch',
  ],
  ...['at', 'jp', 'cn', 'in', 'br', 'ca', 'au', 'us', 'it', 'es', 'se', 'no', 'pl', 'kr'],
]);

/** Of them those by which nobody calls a host or a product. */
const NEVER_A_HOST: ReadonlySet<string> = new Set('com org net edu gov info biz'.split(' '));

/** Top-level domains that are words: what begins with one may be in reverse order already. */
const WORDS_AT_THE_TOP: ReadonlySet<string> = new Set(
  (
    'agency app art blog bot build cafe care cloud club codes company computer design digital engineering finance fun ' +
    'games global group health host live network news one online page plus pro run services shop site software solutions ' +
    'space store studio systems team tech technology today tools website wiki work works world xyz zone'
  ).split(' '),
);

/** What breaks the naming rules, the end of a sentence about the key; undefined where nothing does. */
export function malformedKey(key: string): string | undefined {
  if (key.length > MOST_CHARACTERS) return undefined;
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (name.includes('/')) return 'it has more than one slash';
  if (slash >= 0) {
    const wrong = key
      .slice(0, slash)
      .split('.')
      .find((label) => !LABEL.test(label));
    if (wrong === '') return 'its prefix has an empty label';
    if (wrong !== undefined) {
      return `the label ${JSON.stringify(wrong)} of its prefix does not begin with a letter, end with a letter or digit, and have only these and hyphens between`;
    }
  }
  if (name !== '' && !NAME.test(name)) {
    return 'its name does not begin and end with a letter or digit and have only these, hyphens, underscores and dots between';
  }
  return undefined;
}

/** The prefix in the order in which it should be, where it ends, not begins, with a well-known top-level domain. */
export function reversedPrefix(key: string): string | undefined {
  const slash = key.indexOf('/');
  if (slash < 0 || key.length > MOST_CHARACTERS) return undefined;
  const labels = key.slice(0, slash).split('.');
  const [first = '', last = ''] = [labels[0], labels.at(-1)].map((label) => label?.toLowerCase());
  if (labels.length < 2 || TOP_LEVEL.has(first) || !TOP_LEVEL.has(last)) return undefined;
  // `app.example.de/` may as well be de.example.app in reverse: a country, a language or a product below example.app.
  if (!NEVER_A_HOST.has(last) && (first.length === 2 || WORDS_AT_THE_TOP.has(first))) return undefined;
  return `${labels.toReversed().join('.')}/`;
}
