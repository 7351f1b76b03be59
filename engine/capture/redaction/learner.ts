import type { SecretKind } from '../../../shared/model/redaction.ts';
import type { CompiledRules } from './compiled-rules.ts';
import type { SecretBook } from './secret-book.ts';
import type { Place, ScanOptions, Sink } from './sink.ts';
import { TextView } from './text-view.ts';
import { findShapes } from './token-shapes.ts';

/**
 * Runs a regular expression of the user's over a text: the places that it finds; undefined where it took too long, or is none.
 */
export type RunPattern = (
  pattern: string,
  text: string,
) => readonly (readonly [from: number, to: number])[] | undefined;

/** Puts every secret that it hears of into the book. */
export class Learner implements Sink {
  readonly #book: SecretBook;
  readonly #rules: CompiledRules;
  readonly #run: RunPattern | undefined;

  constructor(book: SecretBook, rules: CompiledRules, run?: RunPattern) {
    this.#book = book;
    this.#rules = rules;
    this.#run = run;
  }

  secret(view: TextView, from: number, to: number, kind: SecretKind, _place: Place, spread = true): void {
    this.#book.learn(view.text.slice(from, to), kind, spread ? 'apart' : 'never');
  }

  also(value: string, kind: SecretKind): void {
    this.#book.learn(value, kind, 'apart');
  }

  whole(): void {
    // What is known already is not learned again.
  }

  scan({ text }: TextView, _place: Place, { opaque = [] }: ScanOptions = {}): void {
    const isOpaque = (from: number): boolean => opaque.some(([start, end]) => from >= start && from < end);
    if (this.#rules.has('shapes')) {
      for (const { from, to, kind } of findShapes(text)) {
        if (!isOpaque(from)) this.#book.learn(text.slice(from, to), kind, 'anywhere');
      }
    }
    for (const pattern of this.#rules.patterns) {
      for (const [from, to] of this.#run?.(pattern, text) ?? []) {
        if (!isOpaque(from)) this.#book.learn(text.slice(from, to), 'rule', 'anywhere');
      }
    }
  }

  recoded(
    _view: TextView,
    _from: number,
    _to: number,
    decoded: string,
    _encode: (text: string) => string,
    walk: (inner: TextView, sink: Sink) => void,
  ): void {
    walk(new TextView(decoded, 0), this);
  }
}
