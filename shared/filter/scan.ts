import type { FilterPlace, FilterProblem } from '../model/filter.ts';

/** A stretch of a term: as typed, or between quotes. */
export interface Run {
  readonly text: string;
  readonly quoted: boolean;
}

export type FilterToken = FilterPlace &
  (
    | { readonly kind: '(' | ')' | 'and' | 'or' | 'not' }
    /** Stood directly before what it turns round. */
    | { readonly kind: '-' }
    | { readonly kind: 'term'; readonly runs: readonly Run[] }
  );

const KEYWORDS = { and: 'and', or: 'or', not: 'not' } as const;

type Scanned = readonly FilterToken[] | { readonly problem: FilterProblem };

/**
 * Splits a filter's text into words, at white space and brackets outside of quotes. A bracket within a word belongs to it:
 * `name:sum(a)`. In quotes a backslash makes a quote or a backslash part of the text.
 */
export function scanFilter(text: string): Scanned {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) at += 1;
    else if (char === '(' || char === ')') tokens.push({ kind: char, from: at, to: (at += 1) });
    else if (char === '-' && negates(text, at)) tokens.push({ kind: '-', from: at, to: (at += 1) });
    else {
      const term = scanTerm(text, at);
      if ('problem' in term) return term;
      tokens.push(asKeyword(term));
      at = term.to;
    }
  }
  return tokens;
}

/** "-32020" is an error code, not "everything but 32020"; a dash that stands alone is a word. */
function negates(text: string, at: number): boolean {
  return !/^-(?:\d+(?=[\s)]|$)|[\s)]|$)/.test(text.slice(at, at + 40));
}

type TermToken = Extract<FilterToken, { kind: 'term' }>;

function scanTerm(text: string, from: number): TermToken | { readonly problem: FilterProblem } {
  const runs: Run[] = [];
  let at = from;
  let plain = '';
  let depth = 0;
  const endPlain = (): void => {
    if (plain !== '') runs.push({ text: plain, quoted: false });
    plain = '';
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char) || (char === ')' && depth === 0)) break;
    if (char !== '"') {
      if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
      plain += char;
      at += 1;
      continue;
    }
    endPlain();
    const quoted = scanQuoted(text, at);
    if ('problem' in quoted) return quoted;
    runs.push({ text: quoted.text, quoted: true });
    at = quoted.to;
  }
  endPlain();
  return { kind: 'term', runs, from, to: at };
}

function scanQuoted(
  text: string,
  from: number,
): { readonly text: string; readonly to: number } | { readonly problem: FilterProblem } {
  let inner = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') return { text: inner, to: at + 1 };
    const next = text[at + 1];
    if (char === '\\' && (next === '"' || next === '\\')) {
      inner += next;
      at += 1;
    } else inner += char;
  }
  const shown = text.slice(from, from + 30);
  return {
    problem: {
      message: `The quote that starts at ${shown} is not closed.`,
      instead: `${text.slice(from)}"`,
      from,
      to: text.length,
    },
  };
}

function asKeyword(term: TermToken): FilterToken {
  const [run, more] = term.runs;
  if (!run || more || run.quoted) return term;
  const word = run.text.toLowerCase();
  const kind = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word as keyof typeof KEYWORDS] : undefined;
  return kind ? { kind, from: term.from, to: term.to } : term;
}
