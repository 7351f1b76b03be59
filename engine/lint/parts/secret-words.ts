/**
 * What a name says: whether a field or a parameter is called like a secret. Names are read word by word, so that tokenCount,
 * keyboard, monkey and passwordless are innocent, and by their last words, since an English name ends in what the thing is:
 * a passwordPolicy is no password.
 */

/** The words of a name in lower case: camelCase, snake_case, kebab-case and sentences; digits at a word's end are dropped. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
}

/** Longer ones are sentences; what counts stands in their beginning. */
const LONGEST_NAME = 200;

/** Ends of names that mean a secret, whatever stands before them. */
const SECRETS = phrases(
  'password, passwords, passwd, passphrase, pwd, passcode, credential, credentials',
  'api key, apikey, api keys, secret key, private key, access key, signing key, encryption key, secretkey, privatekey',
  'client secret, app secret, api secret, shared secret, webhook secret, consumer secret, token secret, clientsecret',
  'access token, accesstoken, auth token, authtoken, authentication token, authorization token, api token, apitoken',
  'bearer token, refresh token, session token, oauth token, login token, security token, secret token, bot token',
  'personal access token, secret access key, id token, jwt, github token, gitlab token, slack token, npm token',
  'one time password, one time code, otp, totp, recovery phrase, seed phrase',
);

/** Means of payment, which authorize transactions. */
const PAYMENT = phrases(
  'card number, cardnumber, credit card, debit card, cvv, cvc, card verification value, card security code, card pin',
);

/** What identifies a person to an authority. */
const PERSONAL = phrases('ssn, social security number, social security no');

/** Ends that mean a secret as often as something else: they count where title or description say so, too. */
const AMBIGUOUS = phrases('token', 'secret', 'key', 'pin');

/** What may follow a secret's name without changing what it is. */
const AFTER = new Set(
  'again confirm confirmation confirmed repeat repeated verify value text string input here field'.split(' '),
);

/** Before a secret's name: a question about it, or a number. */
const BEFORE = new Set('has have is use uses need needs require requires show hide no without'.split(' '));

/** A description that speaks of something that belongs to the secret. */
const ABOUT =
  /\b(?:name|id|identifier|path|arn|label|type|kind|length|number|count|list|alias|hash|last (?:four|4) digits) of\b/i;

/** What else a schema tells of a property. */
export interface Described {
  readonly title?: string;
  readonly description?: string;
}

/** The words that a secret's name ends with, as `api key`; undefined where it is none. Pure. */
export function secretIn(name: string, { title = '', description = '' }: Described = {}): string | undefined {
  if (ABOUT.test(description) || ABOUT.test(title)) return undefined;
  const found =
    endIn(name, SECRETS) ?? endIn(name, PAYMENT) ?? endIn(title, SECRETS) ?? endIn(title, PAYMENT);
  if (found !== undefined) return found;
  const vague = endIn(name, AMBIGUOUS) ?? endIn(title, AMBIGUOUS);
  if (vague === undefined) return undefined;
  return mentions(`${title} . ${description}`) ? vague : undefined;
}

/** The same for what is personal: a social security number. */
export function personalIn(name: string): string | undefined {
  return endIn(name, PERSONAL);
}

/** A name alone, as a parameter of an address: bare words like token and key are handles. */
export function plainSecretIn(name: string): string | undefined {
  return endIn(name, SECRETS) ?? endIn(name, PAYMENT) ?? endIn(name, PERSONAL);
}

function phrases(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(', ')));
}

/** Words of the longest phrase. */
const LONGEST_PHRASE = 3;

function endIn(name: string, among: ReadonlySet<string>): string | undefined {
  const words = wordsOf(name);
  let end = words.length;
  while (end > 1 && AFTER.has(words[end - 1] ?? '')) end -= 1;
  for (let length = Math.min(LONGEST_PHRASE, end); length > 0; length -= 1) {
    const phrase = words.slice(end - length, end).join(' ');
    if (!among.has(phrase)) continue;
    return words.slice(0, end - length).some((word) => BEFORE.has(word)) ? undefined : phrase;
  }
  return undefined;
}

/** Whether a text speaks of a secret anywhere. */
function mentions(text: string): boolean {
  const words = wordsOf(text);
  return words.some((_, end) =>
    [1, 2, 3].some((length) => {
      const phrase = words.slice(Math.max(0, end + 1 - length), end + 1).join(' ');
      return SECRETS.has(phrase) || PAYMENT.has(phrase);
    }),
  );
}
