import type { SecretKind } from '../../../shared/model/redaction.ts';

/** A place in a text that has the form in which a well-known service hands out credentials. */
export interface ShapedSecret {
  readonly from: number;
  readonly to: number;
  readonly kind: SecretKind;
}

/**
 * One pass for all of them; each begins with letters of its own. Groups: 1 a JWT, 2 what follows Bearer, 3 a token, 4 a key, 5 a
 * private key between its two lines, 6 the value of a connection string's part.
 */
const SHAPES = new RegExp(
  [
    String.raw`\b(eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]+){0,2})`,
    String.raw`\b[Bb]earer[ \t]+([\w.~+/-]{16,}={0,2})`,
    String.raw`\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|ya29\.[\w-]{20,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{30,}|pypi-[\w-]{32,}|dop_v1_[a-f0-9]{40,})`,
    String.raw`\b(sk-[\w-]{20,}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}\b|AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})`,
    String.raw`-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----\s*([A-Za-z0-9+/=\s:,-]{20,16000}?)\s*-----END`,
    String.raw`\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=([\w+/=%&.-]{12,})`,
  ].join('|'),
  'g',
);

const KINDS: readonly SecretKind[] = ['jwt', 'bearer', 'token', 'key', 'pem', 'key'];

/** In the order in which they stand. `text` is one byte a character. */
export function findShapes(text: string): ShapedSecret[] {
  const found: ShapedSecret[] = [];
  for (const match of text.matchAll(SHAPES)) {
    const groups: readonly (string | undefined)[] = match;
    const group = groups.findIndex((value, index) => index > 0 && value !== undefined);
    const value = groups[group];
    const kind = KINDS[group - 1];
    if (value === undefined || kind === undefined) continue;
    // Words in a sentence: "Bearer authentication-is-needed", `sk-learn-contrib-packages`.
    if ((kind === 'bearer' || kind === 'key') && !/\d/.test(value)) continue;
    const from = match.index + match[0].lastIndexOf(value);
    found.push({ from, to: from + value.length, kind });
  }
  return found;
}

/** Names and values that people write into plain text: `API_KEY=…`, `password: …`, `--token …`. */
const SAID = new RegExp(
  String.raw`(?:pass(?:word|wd|phrase|code)|pwd|secret|token|(?:api|access|private|secret|account)[_-]?key|credentials?|authorization)["']?(?:[ \t]{0,2}[=:][ \t]{0,2}|(?<=--[\w-]{3,40})[ \t]+)["']?([^\s"'&;,<>{}()\\]{6,})`,
  'gi',
);

/** The same for what a text says in passing; only values that have digits and letters, as sentences have such names, too. */
export function findSaid(text: string): ShapedSecret[] {
  const found: ShapedSecret[] = [];
  for (const match of text.matchAll(SAID)) {
    const value = match[1] ?? '';
    if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) continue;
    const from = match.index + match[0].length - value.length;
    found.push({
      from,
      to: from + value.length,
      kind: /key/i.test(match[0].slice(0, 12)) ? 'key' : 'password',
    });
  }
  return found;
}
