/** Words with which a tool's name says what it does rather than to what. */
const VERBS = new Set(
  (
    'get list search find read fetch show describe lookup query view count check status whoami create add new open start ' +
    'begin make register submit upload book reserve place issue generate import export render deploy schedule send post put ' +
    'insert clone copy run launch init login connect update set change edit delete remove drop cancel close finish end do ' +
    'the a an of for by to with all my'
  ).split(' '),
);

/** Words with which a tool says that it only tells what is there already. */
const GETTERS = new Set(
  'get list search find read fetch show describe lookup query view count check status whoami'.split(' '),
);

/** The same few names come all the time: so many are remembered. */
const MOST_NAMES = 5_000;
const words = new Map<string, readonly string[]>();

function wordsOf(name: string): readonly string[] {
  let known = words.get(name);
  if (!known) {
    if (words.size >= MOST_NAMES) words.clear();
    known = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '');
    words.set(name, known);
  }
  return known;
}

/** Whether a tool's name says that it only tells what is there already. Pure. */
export function soundsReading(tool: string): boolean {
  return wordsOf(tool).some((word) => GETTERS.has(word));
}

/** What a tool's name says that it is about: `basket` of `basket_create` and of `createBasket`. Pure. */
export function nounOf(tool: string): string {
  return singular(
    wordsOf(tool)
      .filter((word) => !VERBS.has(word))
      .join(''),
  );
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Names of containers that say nothing about what is in them. */
const CONTAINERS = new Set([
  'structuredcontent',
  'result',
  'arguments',
  'params',
  'data',
  'content',
  'text',
  'item',
  '',
]);
const SUFFIX = /(ids?|uris?|uuid|guid|number|no|key|ref|reference|token|handle|code)$/;

/**
 * What a member names a thing of: `order` of `orderId` and of `order.id`, and of `id` in a message of `create_order`. `path`
 * ends with the member. Pure.
 */
export function stemOf(path: readonly string[], tool: string): string {
  const own = wordsOf(path.at(-1) ?? '').join('');
  const stem = singular(own.replace(SUFFIX, ''));
  if (stem !== '') return stem;
  for (const container of path.slice(0, -1).toReversed()) {
    const name = wordsOf(container).join('');
    if (!CONTAINERS.has(name) && !/^\d+$/.test(name)) return singular(name);
  }
  return nounOf(tool);
}

/** The last segment of a path that is no index; '' where there is none. Pure. */
export function keyOf(path: readonly string[]): string {
  // A loop and no pattern: this is asked for each value of each answer.
  for (let at = path.length - 1; at >= 0; at -= 1) {
    const segment = path[at] ?? '';
    const first = segment.charCodeAt(0);
    if (!(first >= ZERO && first <= NINE) || !/^\d+$/.test(segment)) return segment;
  }
  return '';
}

const ZERO = 48;
const NINE = 57;
