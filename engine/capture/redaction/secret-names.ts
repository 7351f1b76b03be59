import type { SecretKind } from '../../../shared/model/redaction.ts';

/** Why the value under a name is a secret. */
export interface NamedSecret {
  readonly kind: SecretKind;
  /** Only where the value looks like one: the name alone is too common a word. */
  readonly onlyTokens?: boolean;
  /** Only where the value is a number of a few digits. */
  readonly onlyDigits?: boolean;
}

const PASSWORD: NamedSecret = { kind: 'password' };
const TOKEN: NamedSecret = { kind: 'token' };
const KEY: NamedSecret = { kind: 'key' };
const CODE: NamedSecret = { kind: 'code' };

/** Last words of a name, in lower case and in the singular. */
const LAST_WORDS: ReadonlyMap<string, NamedSecret> = new Map<string, NamedSecret>([
  ...['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'pass', 'secret'].map(
    (word): [string, NamedSecret] => [word, PASSWORD],
  ),
  ...['token', 'jwt', 'bearer', 'authorization', 'credential', 'assertion', 'cred'].map(
    (word): [string, NamedSecret] => [word, TOKEN],
  ),
  ...['apikey', 'accesskey', 'secretkey', 'privatekey', 'authkey'].map((word): [string, NamedSecret] => [
    word,
    KEY,
  ]),
  ...['otp', 'totp', 'cvv', 'cvc', 'mfa', 'verifier'].map((word): [string, NamedSecret] => [word, CODE]),
  ['cookie', { kind: 'cookie' }],
  ['pin', { kind: 'code', onlyDigits: true }],
  ['auth', { kind: 'token', onlyTokens: true }],
  ['signature', { kind: 'signature', onlyTokens: true }],
  ['sig', { kind: 'signature', onlyTokens: true }],
  ['ticket', { kind: 'token', onlyTokens: true }],
]);

/** Words before `key` that make it one that opens something. */
const KEY_WORDS =
  /^(?:api|access|secret|private|signing|encryption|client|service|account|shared|master|ssh|license|auth|subscription|app|storage|admin|deploy|function|functions|webhook)$/;

/** Words that grew together: `accesstoken`, `dbpassword`. */
const GROWN =
  /(password|passwd|passphrase|passcode)$|(apikey|accesskey|secretkey|privatekey)$|(token|jwt|clientsecret|appsecret)$/;

/** Tokens that open nothing: of pages, of progress, of language models. */
const HARMLESS_TOKEN =
  /^(?:progress|page|pagination|next|prev|previous|continuation|continue|cursor|sync|max|min|num|total|count|prompt|completion|cached|cache|input|output|reasoning|thinking|stop|limit|used|usage|budget|special|start|end|first|last|eos|bos|pad|unk|mask|resume|cancellation|per)$/;
const HARMLESS_GROWN = /(?:progress|page|next|prev|sync|continuation|max|cursor|resume)tokens?$/;

/** Words behind that say nothing about what it is. */
const TRAILING =
  /^(?:value|string|text|plain|raw|current|new|old|confirm|confirmation|confirmed|repeat|again|hash|hashed|b64|base64|hex|pem|data|header|\d+)$/;

const MOST_CHARACTERS = 100;

/** Words of a name in any of the usual spellings, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Whether a header, a query value or a JSON member of this name is a secret, and of which kind. */
export function namedSecret(name: string): NamedSecret | undefined {
  if (name.length > MOST_CHARACTERS) return undefined;
  const words = wordsOf(name);
  while (words.length > 1 && TRAILING.test(words.at(-1) ?? '')) words.pop();
  const full = words.at(-1) ?? '';
  // `pass` and `token` have plurals, `pas` has none.
  const last = full.length > 4 && full.endsWith('s') && !full.endsWith('ss') ? full.slice(0, -1) : full;
  const before = words.slice(0, -1);
  if (last === 'token' && before.some((word) => HARMLESS_TOKEN.test(word))) return undefined;
  if (last === 'token' && full !== last) return { kind: 'token', onlyTokens: true };
  if (last === 'key') return before.some((word) => KEY_WORDS.test(word)) ? KEY : undefined;
  const known = LAST_WORDS.get(last);
  if (known) return known;
  if (HARMLESS_GROWN.test(last)) return undefined;
  const grown = GROWN.exec(last);
  if (!grown) return undefined;
  if (grown[1] !== undefined) return PASSWORD;
  return grown[2] === undefined ? TOKEN : KEY;
}

/**
 * Query values and form fields of OAuth, beside those that the names above tell.
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3 and https://www.rfc-editor.org/rfc/rfc7636#section-4.5
 */
const OAUTH: ReadonlyMap<string, NamedSecret> = new Map<string, NamedSecret>([
  ['code', { kind: 'code', onlyTokens: true }],
  ['device_code', CODE],
  ['user_code', CODE],
  ['samlresponse', TOKEN],
  ['key', { kind: 'key', onlyTokens: true }],
  ['subscription-key', KEY],
]);

/** The same for a value of a query or a form. */
export function namedParameter(name: string): NamedSecret | undefined {
  return OAUTH.get(name.toLowerCase()) ?? namedSecret(name);
}

/** Headers that are none although their names sound so. */
const PUBLIC_HEADERS =
  /^(?:mcp-(?:session-id|protocol-version|method|name)|www-authenticate|proxy-authenticate|sec-websocket-(?:key|accept)|content-.*|access-control-.*|idempotency-key|etag|if-.*|traceparent|tracestate)$/i;

/** The same for a header, but for Authorization and cookies, whose values have parts. */
export function namedHeader(name: string): NamedSecret | undefined {
  if (PUBLIC_HEADERS.test(name)) return undefined;
  const named = namedSecret(name);
  // A header of such a name is there to carry it.
  return named ? { kind: named.kind } : undefined;
}

/** Values that stand for none: empty, masked, a reference to the environment, a word of a programming language. */
const STANDS_FOR_NONE =
  /^(?:\s*|[*•.xX#-]+|\$\{[^}]*\}|\$[A-Z_]+|\{\{[^}]*\}\}|<[^>]*>|%[A-Z_]+%|\[?redacted\]?|null|none|undefined|true|false)$/i;

/** Whether this value under a secret's name is worth hiding. */
export function isWorthHiding(value: string, { onlyTokens, onlyDigits }: NamedSecret): boolean {
  if (value.length > 100_000) return !onlyTokens && !onlyDigits;
  if (STANDS_FOR_NONE.test(value)) return false;
  if (onlyDigits) return /^\d{3,12}$/.test(value);
  return !onlyTokens || looksLikeToken(value);
}

/** Letters and digits of one long word. */
export function looksLikeToken(value: string): boolean {
  return value.length >= 12 && !/\s/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
