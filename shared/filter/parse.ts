import type { FilterNode, FilterPlace, FilterProblem, FilterReading } from '../model/filter.ts';
import { readTerm } from './read-term.ts';
import { scanFilter, type FilterToken } from './scan.ts';

/** Longer filters are refused, in characters. */
export const MOST_CHARACTERS = 10_000;
/** What SQLite and a reader can bear. */
const MOST_TERMS = 200;
const MOST_LEVELS = 40;

/**
 * Reads a filter. `not` and a minus bind tightest, then `and`, which may be left out, then `or`; brackets say otherwise.
 * Pure; text that is no filter gives a problem, never an exception.
 */
export function parseFilter(text: string): FilterReading {
  const bad = unfit(text);
  if (bad) return { ok: false, problem: bad };
  const tokens = scanFilter(text);
  if ('problem' in tokens) return { ok: false, problem: tokens.problem };
  if (tokens.length === 0) return { ok: true, filter: { kind: 'all' } };
  try {
    return { ok: true, filter: new Parser(tokens, text.length).parse() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function unfit(text: string): FilterProblem | undefined {
  const from = text.indexOf('\0');
  if (from !== -1) {
    return {
      message: 'The filter holds a zero character, which no text is searched for.',
      from,
      to: from + 1,
    };
  }
  if (text.length <= MOST_CHARACTERS) return undefined;
  return {
    message: `The filter is ${text.length.toLocaleString('en')} characters long; ${MOST_CHARACTERS.toLocaleString('en')} are the most.`,
    from: MOST_CHARACTERS,
    to: text.length,
  };
}

/** Carries a problem out of the descent. */
class Refusal extends Error {
  readonly problem: FilterProblem;

  constructor(message: string, { from, to }: FilterPlace, instead?: string) {
    super(message);
    this.problem = { message, from, to, ...(instead !== undefined && { instead }) };
  }
}

class Parser {
  readonly #tokens: readonly FilterToken[];
  readonly #end: FilterPlace;
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly FilterToken[], length: number) {
    this.#tokens = tokens;
    this.#end = { from: length, to: length };
  }

  parse(): FilterNode {
    const filter = this.#or(0);
    const rest = this.#next;
    if (rest) throw new Refusal('This bracket closes none that is open.', rest, '');
    return filter;
  }

  get #next(): FilterToken | undefined {
    return this.#tokens[this.#at];
  }

  #or(level: number): FilterNode {
    const parts = [this.#and(level)];
    while (this.#next?.kind === 'or') {
      this.#at += 1;
      parts.push(this.#and(level));
    }
    return joined('or', parts);
  }

  #and(level: number): FilterNode {
    const parts = [this.#unary(level)];
    for (;;) {
      const { kind } = this.#next ?? {};
      if (kind === undefined || kind === 'or' || kind === ')') break;
      if (kind === 'and') this.#at += 1;
      parts.push(this.#unary(level));
    }
    return joined('and', parts);
  }

  #unary(level: number): FilterNode {
    const token = this.#next;
    if (token?.kind !== 'not' && token?.kind !== '-') return this.#primary(level);
    if (level >= MOST_LEVELS) throw new Refusal('The filter is nested too deeply.', token);
    this.#at += 1;
    const part = this.#unary(level + 1);
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  }

  #primary(level: number): FilterNode {
    const token = this.#next;
    if (!token || token.kind === ')' || token.kind === 'and' || token.kind === 'or')
      throw this.#missing(token);
    this.#at += 1;
    if (token.kind === '(') return this.#bracket(token, level);
    if (token.kind !== 'term') throw new Refusal('Nothing is said that could be turned round.', token);
    this.#terms += 1;
    if (this.#terms > MOST_TERMS) {
      throw new Refusal(`A filter has at most ${String(MOST_TERMS)} conditions.`, {
        from: token.from,
        to: this.#end.to,
      });
    }
    const term = readTerm(token.runs, { from: token.from, to: token.to });
    if ('problem' in term) throw new Refusal(term.problem.message, term.problem, term.problem.instead);
    return term;
  }

  #bracket(open: FilterToken, level: number): FilterNode {
    if (level >= MOST_LEVELS) throw new Refusal('The filter is nested too deeply.', open);
    if (this.#next?.kind === ')') {
      throw new Refusal(
        'There is nothing between these brackets.',
        { from: open.from, to: this.#next.to },
        '',
      );
    }
    const inner = this.#or(level + 1);
    const close = this.#next;
    if (close?.kind !== ')') throw new Refusal('This bracket is not closed: ")" is missing.', open);
    this.#at += 1;
    return inner;
  }

  /** Where a condition should stand, there is none. */
  #missing(found: FilterToken | undefined): Refusal {
    const before = this.#tokens[this.#at - 1];
    if (before && (before.kind === 'and' || before.kind === 'or' || before.kind === 'not')) {
      const kind = before.kind;
      return new Refusal(
        `A condition is missing after "${kind}". For the word, write "${kind}" in quotes.`,
        before,
        `"${kind}"`,
      );
    }
    if (before?.kind === '-') return new Refusal('A condition is missing after the minus.', before, '"-"');
    if (found?.kind === ')') return new Refusal('This bracket closes none that is open.', found, '');
    if (found && (found.kind === 'and' || found.kind === 'or')) {
      const { kind } = found;
      return new Refusal(
        `A condition is missing before "${kind}". For the word, write "${kind}" in quotes.`,
        found,
        `"${kind}"`,
      );
    }
    return new Refusal('A condition is missing here.', found ?? this.#end);
  }
}

/** `(a and b) and c` is `a and b and c`. */
function joined(kind: 'and' | 'or', parts: readonly FilterNode[]): FilterNode {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return only && flat.length === 1 ? only : { kind, parts: flat };
}
