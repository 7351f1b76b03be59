import type { SecretKind } from '../../../shared/model/redaction.ts';
import { Patches } from './patches.ts';
import type { SecretBook } from './secret-book.ts';
import type { Place, ScanOptions, Sink } from './sink.ts';
import { TextView } from './text-view.ts';

/** Told of each replacement. */
export type Count = (value: string, place: string) => void;

/** Puts placeholders where secrets stand, into one outer text. */
export class Replacer implements Sink {
  readonly patches = new Patches();
  readonly #book: SecretBook;
  readonly #count: Count | undefined;
  /** Short values of this exchange that also mean the secret where they are all that is there. */
  readonly #local: ReadonlyMap<string, string> | undefined;

  constructor(book: SecretBook, count?: Count, local?: ReadonlyMap<string, string>) {
    this.#book = book;
    this.#count = count;
    this.#local = local;
  }

  secret(view: TextView, from: number, to: number, kind: SecretKind, place: Place, spread = true): void {
    const value = view.text.slice(from, to);
    // Nothing at such a place may remain, also where it was not there when the book was made.
    if (this.#book.placeholder(value) === undefined)
      this.#book.learn(value, kind, spread ? 'apart' : 'never');
    this.#put(view, from, to, value, this.#book.placeholder(value), place);
  }

  also(): void {
    // Stands elsewhere in these bytes.
  }

  whole(view: TextView, place: Place): void {
    if (!this.#book.hasWhole && !this.#local) return;
    const { text } = view;
    const placeholder = this.#book.whole(text) ?? this.#local?.get(text);
    this.#put(view, 0, text.length, text, placeholder, place);
  }

  scan(view: TextView, place: Place, { cut }: ScanOptions = {}): void {
    for (const { from, to, value } of this.#book.known.find(view.text, cut)) {
      const placeholder = this.#book.placeholder(value);
      this.#put(view, from, to, value, placeholder?.slice(0, to - from), place);
    }
  }

  recoded(
    view: TextView,
    from: number,
    to: number,
    decoded: string,
    encode: (text: string) => string,
    walk: (inner: TextView, sink: Sink) => void,
  ): void {
    const inner = new Replacer(this.#book, this.#count, this.#local);
    walk(new TextView(decoded, 0), inner);
    if (inner.patches.empty) return;
    const text = encode(inner.patches.apply(decoded));
    if (text.length === to - from) this.patches.put(view, from, to, text);
  }

  #put(
    view: TextView,
    from: number,
    to: number,
    value: string,
    placeholder: string | undefined,
    place: Place,
  ): void {
    if (placeholder === undefined || from === to) return;
    if (view.text.slice(from, to) === placeholder) return;
    const count = this.#count;
    // Later nobody knows any more where it was.
    const where = count ? place() : '';
    this.patches.put(
      view,
      from,
      to,
      placeholder,
      count &&
        (() => {
          count(value, where);
        }),
    );
  }
}
