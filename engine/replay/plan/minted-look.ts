// What a value looks like: by that alone nothing is known to be minted, but much is known not to be.

/**
 * `strong`: no two servers would write it by chance (UUID, hex, base64, long digits). `time`: a moment to the second or finer.
 * `medium`: a name with digits, such as `TEA-001`, or a URI. `weak`: a number or a short word. `none`: prose, and what is
 * too short to mean anything.
 */
export type Look = 'strong' | 'time' | 'medium' | 'weak' | 'none';

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** So many names are remembered. */
const MOST_KEYS = 5_000;
const BLANK = /\s/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** What tokens are made of; everything else parts them. */
const TOKEN_CHARACTERS = /^[A-Za-z0-9_\-+/=.~:!$]+$/;
const URI = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
/** Longer ones are looked at as opaque: nobody writes them by hand. */
const LONG = 40;

/** What a text looks like. Pure. */
export function lookOf(value: string | number): Look {
  if (typeof value === 'number') return Number.isFinite(value) ? 'weak' : 'none';
  if (value.length === 0 || BLANK.test(value)) return 'none';
  if (value.charAt(4) === '-') {
    if (MOMENT.test(value)) return 'time';
    if (DATE.test(value)) return 'none';
  }
  if (value.includes('://') && URI.test(value)) return hasRandomPart(value) ? 'strong' : 'medium';
  if (isRandom(value)) return 'strong';
  if (value.length < 3) return 'weak';
  if (/\d/.test(value)) return 'medium';
  return 'weak';
}

/** Shorter ones come about by hand. */
const SHORTEST_RUN = 8;

/** Whether a text without white space is one that only a machine makes up. */
export function isRandom(text: string): boolean {
  if (text.length < SHORTEST_RUN) return false;
  if (UUID.test(text)) return true;
  if (!TOKEN_CHARACTERS.test(text)) return false;
  return text.length >= LONG ? isMixed(text) || text.length >= 2 * LONG : runsOf(text).some(isRandomRun);
}

/** Letters and digits that follow each other, without what parts them. */
function runsOf(text: string): string[] {
  return text.split(/[^A-Za-z0-9+]+/);
}

/** `0a1b2c3d`, `x7GhT9pQ2m`, `4711008899`; not `version2`, `TEA`, `2026`. */
function isRandomRun(run: string): boolean {
  if (run.length < SHORTEST_RUN) return false;
  if (/^\d+$/.test(run)) return run.length >= 9;
  if (/^[0-9a-f]+$/.test(run) || /^[0-9A-F]+$/.test(run)) return /\d/.test(run) && /[a-f]/i.test(run);
  return isMixed(run);
}

/**
 * Letters and digits change often, as they do by chance: a name with a number behind it changes once. In long ones capitals
 * may do instead of digits.
 */
function isMixed(text: string): boolean {
  const digits = changesOf(text, isDigit);
  if (digits >= Math.max(3, text.length / 8)) return true;
  return digits > 0 && text.length >= 16 && changesOf(text, isCapital) >= text.length / 3;
}

function changesOf(text: string, isOfKind: (code: number) => boolean): number {
  let changes = 0;
  let before = isOfKind(text.charCodeAt(0));
  for (let at = 1; at < text.length; at += 1) {
    const is = isOfKind(text.charCodeAt(at));
    if (is !== before) changes += 1;
    before = is;
  }
  return changes;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function hasRandomPart(text: string): boolean {
  return tokensOf(text).some(({ text: part }) => isRandom(part));
}

/** A part of a longer text. */
export interface Token {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const TOKEN = /[A-Za-z0-9_~+%=-]+(?:\.[A-Za-z0-9_~+%=-]+)*/g;
/** Shorter parts are never taken for a value. */
const SHORTEST_TOKEN = 4;

/** The parts of a text that could be values of their own: what stands between blanks, quotes, slashes, colons and the like. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    // `id=bsk_1` is a name and a value.
    const [whole] = match;
    const equals = whole.search(/=(?=[^=])/);
    const from = equals < 0 ? 0 : equals + 1;
    if (whole.length - from >= SHORTEST_TOKEN)
      tokens.push({ text: whole.slice(from), at: match.index + from });
  }
  return tokens;
}

const HANDLE_WORDS =
  'id|ids|uuid|guid|uri|url|href|handle|token|ref|reference|key|cursor|session|ticket|number|no|code|slug';
/** Names of members that hold what names a thing: `id`, `order_id`, `orderId`, `orderID`. */
const HANDLE_KEY = new RegExp(`(^|[^a-z])(${HANDLE_WORDS})$`, 'i');
const CAMEL_KEY = new RegExp(
  `[a-z\\d](${HANDLE_WORDS.replaceAll(/(^|\|)[a-z]/g, (letter) => letter.toUpperCase())}|ID|URI|URL|UUID)$`,
);
/** `orderid`; but words may end like this, too. */
const RUN_TOGETHER = /^[a-z]{3,}id$/;
const WORDS = new Set(
  'valid invalid grid paid unpaid prepaid android void avoid solid rapid hybrid fluid liquid mermaid afraid amid bid kid lid mid rid aid said acid humid vivid timid rigid squid druid braid plaid ovoid steroid asteroid'.split(
    ' ',
  ),
);

function namesThing(key: string): boolean {
  return HANDLE_KEY.test(key) || CAMEL_KEY.test(key) || (RUN_TOGETHER.test(key) && !WORDS.has(key));
}

/** Whether a member of this name holds what names a thing. */
export const isHandleKey = remembered(namesThing);

/** Whether a member of this name says where a list goes on. */
export const isCursorKey = remembered((key) =>
  /cursor|continuation|page_?-?token|next_?-?token|scroll_?-?id/i.test(key),
);

/** The same few names come all the time. */
function remembered(look: (key: string) => boolean): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    let answer = known.get(key);
    if (answer === undefined) {
      if (known.size >= MOST_KEYS) known.clear();
      known.set(key, (answer = look(key)));
    }
    return answer;
  };
}

/** Two names that are written in another way: `basketId`, `basket_id`. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Whether what one member names can be what the other asks for: `basketId` and `basket_id`, `id` and `orderId`, `order` and `orderId`. */
export function areRelated(minted: string, asked: string): boolean {
  const one = plain(minted);
  const other = plain(asked);
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (SUFFIXES.includes(short) && long.endsWith(short)) return true;
  return long.startsWith(short) && (SUFFIXES.includes(long.slice(short.length)) || long === `${short}s`);
}

const SUFFIXES = ['id', 'ids', 'uri', 'key', 'ref', 'token', 'handle', 'number', 'cursor'];
