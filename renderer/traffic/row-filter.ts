import type { Row } from '../../shared/model/exchange.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';
import { rowFailed } from '../ui/row-failed.ts';
import { HEAR_ALL, type Heard } from './row-order.ts';

export type RowFilter = (row: Row) => boolean;

/** A filter that can be applied, or a sentence that says what is wrong with the text. */
export type FilterResult =
  | { readonly ok: true; readonly filter: RowFilter; readonly empty: boolean }
  | { readonly ok: false; readonly problem: string };

interface Token {
  readonly text: string;
  /** Stood in quotes as a whole: a word to search for, whatever it looks like. */
  readonly quoted: boolean;
  readonly negated: boolean;
}

type Parsed = RowFilter | { readonly problem: string };

const TEXT_KEYS: Readonly<Record<string, (row: Row, heard: Heard) => string>> = {
  method: (row) => row.method,
  name: (row) => row.name,
  instance: (row) => row.instanceName,
  rule: (row) => (row.gateway ? (row.gateway.rule ?? OTHERWISE) : ''),
  gateway: (row) => row.gateway?.id ?? '',
  origin: (row) => row.origin,
  era: (row) => row.era,
  transport: (row) => row.transport ?? 'http',
  link: (row) => row.link?.kind ?? '',
  finding: (row, heard) => heard(row)?.worst ?? '',
  breaks: (row) => Object.keys(row.findings?.rules ?? {}).join(' '),
  type: (row) => row.resultType ?? '',
  state: (row) => row.state,
  failure: (row) => row.failureKind ?? '',
  fault: (row) => row.gateway?.faults?.join(' ') ?? '',
};

const NUMBER_KEYS: Readonly<Record<string, (row: Row, heard: Heard) => number | undefined>> = {
  status: (row) => row.status,
  code: (row) => row.errorCode,
  duration: (row) => row.durationMs,
  size: (row) => row.responseBytes,
  events: (row) => row.eventCount,
  findings: (row, heard) => heard(row)?.count ?? 0,
  follows: (row) => row.link?.to,
  number: (row) => row.number,
};

const FLAGS: Readonly<Record<string, RowFilter>> = {
  failed: rowFailed,
  open: (row) => row.state === 'open',
  tampered: (row) => row.tampered === true,
  faulted: (row) => row.gateway?.faults !== undefined,
  mismatch: (row) => row.headerFault === true,
  linked: (row) => row.link !== undefined,
  routed: (row) => row.gateway !== undefined,
};

/** What can be typed, for the field's explanation. */
export const FILTER_KEYS: readonly string[] = [...Object.keys(TEXT_KEYS), ...Object.keys(NUMBER_KEYS)];
export const FILTER_FLAGS: readonly string[] = Object.keys(FLAGS);

/** Splits at white space outside of quotes. A quote that is not closed is a problem. */
function tokenize(text: string): Token[] | { readonly problem: string } {
  const tokens: Token[] = [];
  const pattern = /\s*(-?)("([^"]*)("?)|(?:[^\s"]|"[^"]*"?)+)/gy;
  let match: RegExpExecArray | null;
  while ((match = pattern.exec(text)) !== null) {
    const [, minus = '', body = '', inner, closing] = match;
    const quotes = body.split('"').length - 1;
    if (quotes % 2 === 1) return { problem: `The quote that starts at ${body} is not closed.` };
    const quoted = inner !== undefined && closing === '"';
    // "-32020" is an error code, not "everything but 32020".
    if (minus === '-' && /^\d+$/.test(body)) tokens.push({ text: `-${body}`, quoted: true, negated: false });
    else tokens.push({ text: quoted ? inner : body, quoted, negated: minus === '-' });
  }
  return tokens;
}

function anyWord(word: string): RowFilter {
  const wanted = word.toLowerCase();
  return (row) =>
    row.method.toLowerCase().includes(wanted) ||
    row.name.toLowerCase().includes(wanted) ||
    row.instanceName.toLowerCase().includes(wanted) ||
    row.origin.includes(wanted) ||
    (row.transport?.includes(wanted) ?? false) ||
    (row.link?.kind.includes(wanted) ?? false) ||
    (row.resultType?.includes(wanted) ?? false) ||
    (row.failureKind?.includes(wanted) ?? false) ||
    String(row.status ?? '') === wanted ||
    String(row.errorCode ?? '') === wanted;
}

function textFilter(read: (row: Row) => string, value: string): RowFilter {
  const wanted = value
    .toLowerCase()
    .split(',')
    .filter((part) => part !== '');
  return (row) => {
    const present = read(row).toLowerCase();
    return wanted.some((part) => present.includes(part));
  };
}

/** The whole value and with its case: what a click on a screen means, where typed text is only a part. */
function exactFilter(key: string, read: (row: Row) => string, wanted: string): RowFilter {
  // Two instances can have one name.
  if (key === 'instance') return (row) => row.instanceName === wanted || row.instanceId === wanted;
  if (key === 'breaks') return (row) => row.findings?.rules[wanted] !== undefined;
  return (row) => read(row) === wanted;
}

const COMPARISONS: Readonly<Record<string, (present: number, wanted: number) => boolean>> = {
  '>=': (present, wanted) => present >= wanted,
  '<=': (present, wanted) => present <= wanted,
  '>': (present, wanted) => present > wanted,
  '<': (present, wanted) => present < wanted,
  '=': (present, wanted) => present === wanted,
};

/** One of `>=400`, `200`, `4xx`, `200-299`. */
function numberPart(key: string, part: string, read: (row: Row) => number | undefined): Parsed {
  const check = (test: (present: number) => boolean): RowFilter => {
    return (row) => {
      const present = read(row);
      return present !== undefined && test(present);
    };
  };
  const compared = /^(>=|<=|>|<|=)?(-?\d+(?:\.\d+)?)$/.exec(part);
  if (compared) {
    const compare = COMPARISONS[compared[1] ?? '='];
    const wanted = Number(compared[2]);
    if (compare) return check((present) => compare(present, wanted));
  }
  const hundred = /^([1-9])xx$/i.exec(part);
  if (hundred) return check((present) => Math.floor(present / 100) === Number(hundred[1]));
  const range = /^(\d+)-(\d+)$/.exec(part);
  if (range) return check((present) => present >= Number(range[1]) && present <= Number(range[2]));
  return {
    problem: `"${part}" is no number for ${key}. Write ${key}:>=400, ${key}:200, ${key}:4xx or ${key}:200-299.`,
  };
}

function numberFilter(key: string, value: string, read: (row: Row) => number | undefined): Parsed {
  const filters: RowFilter[] = [];
  for (const part of value.split(',')) {
    const parsed = numberPart(key, part, read);
    if (typeof parsed !== 'function') return parsed;
    filters.push(parsed);
  }
  return (row) => filters.some((filter) => filter(row));
}

interface KeyAndValue {
  readonly key: string;
  readonly value: string;
  /** Both as they were typed. */
  readonly token: string;
}

function keyFilter({ key, value, token }: KeyAndValue, heard: Heard): Parsed {
  if (value === '') return { problem: `${key}: needs a value after the colon.` };
  const text = TEXT_KEYS[key];
  if (text) {
    const read = (row: Row): string => text(row, heard);
    return value.startsWith('=') ? exactFilter(key, read, value.slice(1)) : textFilter(read, value);
  }
  const number = NUMBER_KEYS[key];
  if (number) return numberFilter(key, value, (row) => number(row, heard));
  return {
    problem: `"${key}" is no filter key. There are ${FILTER_KEYS.join(', ')}. To search for the text, write "${token}" in quotes.`,
  };
}

function tokenFilter(token: Token, heard: Heard): Parsed {
  if (token.quoted) return anyWord(token.text);
  const flag = FLAGS[token.text.toLowerCase()];
  if (flag) return flag;
  const colon = token.text.indexOf(':');
  // A colon in front, or none: a word. So is the colon of a full address, which nobody means as a key.
  if (colon <= 0 || token.text.slice(colon).startsWith('://')) return anyWord(token.text.replaceAll('"', ''));
  const value = token.text.slice(colon + 1).replaceAll('"', '');
  const key = token.text.slice(0, colon).toLowerCase();
  return keyFilter({ key, value, token: token.text }, heard);
}

/**
 * Reads a filter: words and `key:value`, all of which must hold; a comma between values means "or", a minus in front
 * means "not", quotes keep white space together, `key:=value` is the whole value and nothing else. `heard`: which findings
 * of a row count. Pure; bad text gives a sentence, never an exception.
 */
export function parseRowFilter(text: string, heard: Heard = HEAR_ALL): FilterResult {
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return { ok: false, problem: tokens.problem };
  const filters: RowFilter[] = [];
  for (const token of tokens) {
    const parsed = tokenFilter(token, heard);
    if (typeof parsed !== 'function') return { ok: false, problem: parsed.problem };
    filters.push(token.negated ? (row) => !parsed(row) : parsed);
  }
  return { ok: true, empty: filters.length === 0, filter: (row) => filters.every((filter) => filter(row)) };
}
