/** Values of which the text is remembered. */
const MOST_VALUES = 8;

/**
 * The JSON of values that are written again and again: the very same objects, which must not change. The last few are
 * remembered.
 */
export class JsonMemory<T extends object> {
  readonly #values: T[] = [];
  readonly #texts: string[] = [];
  readonly #write: (value: T) => string;
  #next = 0;

  /** `write`: as JSON.stringify where it is absent. */
  constructor(write: (value: T) => string = (value) => JSON.stringify(value)) {
    this.#write = write;
  }

  textOf(value: T): string {
    const known = this.#texts[this.#values.indexOf(value)];
    if (known !== undefined) return known;
    const text = this.#write(value);
    this.#values[this.#next] = value;
    this.#texts[this.#next] = text;
    this.#next = (this.#next + 1) % MOST_VALUES;
    return text;
  }
}
