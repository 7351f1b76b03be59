/** What a secret is, as its placeholder says: `redacted-KIND-1`. */
export const SECRET_KINDS = [
  'bearer', // of Authorization: Bearer
  'basic', // of Authorization: Basic
  'login', // of another scheme
  'cookie',
  'password',
  'key', // an API key, or another key that is no private one
  'token',
  'code', // a one-time code, of OAuth or of a person
  'signature',
  'jwt',
  'pem', // a private key
  'known', // the workspace knows it as a secret
  'rule', // a rule of the user's own found it
] as const;

export type SecretKind = (typeof SECRET_KINDS)[number];

/** What is looked for without being asked; each can be switched off. */
export const BUILT_IN_RULES = [
  'authorization', // Authorization, Proxy-Authorization
  'cookies', // Cookie, Set-Cookie
  'headers', // headers whose names say key, token, secret …
  'queries', // values of such names in addresses and forms, those of OAuth, and logins in addresses
  'bodies', // values of such names in JSON
  'shapes', // values that look like a token of a well-known service, a JWT, a private key
  'workspace', // values that the workspace knows as secrets
] as const;

export type BuiltInRule = (typeof BUILT_IN_RULES)[number];

/** What is to be replaced; kept in the workspace. */
export interface RedactionRules {
  /** Built-in rules that are switched off. */
  readonly off: readonly BuiltInRule[];
  /** Names of headers, query values and JSON members, compared without case. */
  readonly keys: readonly string[];
  /** JSON pointers into a message; `*` stands for one step: `/params/arguments/cards/*`. */
  readonly paths: readonly string[];
  /** Regular expressions; where one has a group, the first group is what is replaced. */
  readonly patterns: readonly string[];
  /** Names and JSON pointers, as in `keys` and `paths`, whose values are kept. */
  readonly keep: readonly string[];
  /** Recordings that begin from now on are redacted while they are written. */
  readonly whileRecording?: boolean;
}

export const DEFAULT_REDACTION_RULES: RedactionRules = {
  off: [],
  keys: [],
  paths: [],
  patterns: [],
  keep: [],
};

/** One secret of a capture, without itself. */
export interface FoundSecret {
  readonly kind: SecretKind;
  /** What stands for it. */
  readonly placeholder: string;
  /** Where it stands, such as `header Authorization` or `body /params/arguments/apiKey`: the first few. */
  readonly places: readonly string[];
  /** How often it is replaced. */
  readonly times: number;
  /** Number of the first exchange that has it. */
  readonly first: number;
}

/** What redacting would replace, or has replaced. */
export interface RedactionReport {
  /** In the order of their first appearance; the first 1,000. */
  readonly secrets: readonly FoundSecret[];
  /** How many there are. */
  readonly total: number;
  /** How many places were replaced, of all of them. */
  readonly times: number;
  /** Exchanges that have at least one. */
  readonly exchanges: number;
  /** Exchanges whose compressed bytes were blanked, as nobody can replace something within. */
  readonly blanked: number;
  /** Sentences: what could not be done, such as a pattern that took too long. */
  readonly problems: readonly string[];
}
