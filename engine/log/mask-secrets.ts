import { isSecretName, SECRET_TEXT } from '../workspace/secret-values.ts';

const MASK = '•••';
/** A value that is shorter would be found in the middle of words. */
const SHORTEST = 6;

/** The beginning of `Name: value`, `"name": "value"` and `name=value`: as headers, JSON, queries and flags are written. */
const NAMED = /(["']?)([A-Za-z][\w.-]{0,80})\1\s*[:=]\s*/g;
const VALUE = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\n,;&}\]]+/y;
const USER_IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;

/**
 * A text without what is secret in it: the values that are known to be (`known`), those beside a name that a secret has, and
 * those that look like one. Too much rather than too little: a log is sent to strangers. Pure.
 */
export function maskSecrets(text: string, known: readonly string[]): string {
  // The longest first: one may be a part of another.
  const values = known.filter((value) => value.length >= SHORTEST).sort((a, b) => b.length - a.length);
  const without = values.reduce((masked, value) => masked.replaceAll(value, MASK), text);
  return maskNamed(without).replace(USER_IN_URL, `$1${MASK}@`).replace(SECRET_TEXT, MASK);
}

function maskNamed(text: string): string {
  let masked = '';
  let from = 0;
  for (const found of text.matchAll(NAMED)) {
    const start = found.index + found[0].length;
    // It stands in a value that is masked already.
    if (found.index < from || !isSecretName(found[2] ?? '')) continue;
    VALUE.lastIndex = start;
    const value = VALUE.exec(text)?.[0];
    if (value === undefined) continue;
    const quote = /^["']/.exec(value)?.[0] ?? '';
    masked += `${text.slice(from, start)}${quote}${MASK}${quote}`;
    from = start + value.length;
  }
  return masked + text.slice(from);
}
