import { FILTER_KEYS, type KeyInfo } from './keys.ts';

/** What is being typed at the cursor, and which stretch of the text a proposal would take the place of. */
export type CompletionPlace = { readonly from: number; readonly to: number; readonly typed: string } & (
  | { readonly kind: 'start' }
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly info: KeyInfo;
      /** Of `header:NAME=…`, and of `param.PATH:…`. */
      readonly name?: string;
    }
  /** The name of a header, or of an argument. */
  | { readonly kind: 'name'; readonly of: 'header' | 'param' }
);

/** Where the word begins that the cursor stands in or behind, and whether a quote is open there. */
function wordAt(text: string, cursor: number): { readonly start: number; readonly opensQuote?: number } {
  let start = 0;
  let quote: number | undefined;
  for (let at = 0; at < cursor; at += 1) {
    const char = text[at] ?? '';
    if (quote !== undefined) {
      if (char === '\\') at += 1;
      else if (char === '"') quote = undefined;
    } else if (char === '"') quote = at;
    else if (/\s/.test(char) || (char === '(' && at === start)) start = at + 1;
    else if (char === '-' && at === start && !/\d/.test(text[at + 1] ?? '')) start = at + 1;
  }
  return { start, ...(quote !== undefined && { opensQuote: quote }) };
}

/** The end of what is typed: the next white space, comma or bracket. */
function endAt(text: string, cursor: number, inQuotes: boolean): number {
  let end = cursor;
  while (end < text.length && !(inQuotes ? '"' : ' \t\n,)"').includes(text[end] ?? '')) end += 1;
  return inQuotes && text[end] === '"' ? end + 1 : end;
}

/** Pure. */
export function completionPlace(text: string, cursor: number): CompletionPlace {
  const { start, opensQuote } = wordAt(text, cursor);
  const word = text.slice(start, cursor);
  const keyed = /^([A-Za-z][A-Za-z0-9_-]*)((?:\.[^\s:"=]*)?)(:?)/.exec(word);
  const key = keyed?.[1]?.toLowerCase() ?? '';
  const path = keyed?.[2] ?? '';
  const colon = keyed?.[3] ?? '';
  if (colon === '' && key === 'param' && path !== '') {
    const from = start + 'param.'.length;
    return { kind: 'name', of: 'param', from, to: nameEnd(text, cursor), typed: path.slice(1) };
  }
  const info = colon === '' || !Object.hasOwn(FILTER_KEYS, key) ? undefined : FILTER_KEYS[key];
  if (!info) {
    const from = opensQuote ?? start;
    const typed = text.slice(from, cursor).replace(/^"/, '');
    return { kind: 'start', from, to: endAt(text, cursor, opensQuote !== undefined), typed };
  }
  return valuePlace({
    text,
    cursor,
    key,
    info,
    path,
    start,
    opensQuote,
    valueFrom: start + (keyed?.[0].length ?? 0),
  });
}

interface Typing {
  readonly text: string;
  readonly cursor: number;
  readonly key: string;
  readonly info: KeyInfo;
  readonly path: string;
  readonly start: number;
  readonly opensQuote: number | undefined;
  readonly valueFrom: number;
}

function valuePlace(typing: Typing): CompletionPlace {
  const { text, cursor, key, info, path, opensQuote, valueFrom } = typing;
  const value = text.slice(valueFrom, cursor);
  let from = valueFrom;
  let name = path === '' ? undefined : path.slice(1);
  if (key === 'header') {
    const equals = value.indexOf('=');
    if (equals === -1) return { kind: 'name', of: 'header', from, to: nameEnd(text, cursor), typed: value };
    name = value.slice(0, equals).toLowerCase();
    from += equals + 1;
  }
  // One more "=" asks for the whole value.
  if (text[from] === '=' && from < cursor) from += 1;
  if (opensQuote !== undefined) from = opensQuote;
  else from = Math.max(from, text.lastIndexOf(',', cursor - 1) + 1);
  const typed = text.slice(from, cursor).replace(/^"/, '');
  const to = endAt(text, cursor, opensQuote !== undefined);
  return { kind: 'value', key, info, from, to, typed, ...(name !== undefined && { name }) };
}

function nameEnd(text: string, cursor: number): number {
  let end = cursor;
  while (end < text.length && /[^\s:=)"]/.test(text[end] ?? '')) end += 1;
  return end;
}

/** A value as it has to be written. Pure. */
export function writtenValue(value: string): string {
  return /^[\p{L}\p{N}_./@#$%&+~?!;:-]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
