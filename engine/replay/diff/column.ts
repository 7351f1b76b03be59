type Numbers = Int32Array | Float64Array | Uint8Array;

/** A list of numbers that only grows, in as many bytes as they need: hundreds of thousands of objects need ten times as many. */
export class Column {
  #numbers: Numbers;
  #length = 0;

  /** @param kind How wide: `Int32Array` holds whole numbers below 2^31, `Float64Array` those below 2^53. */
  constructor(kind: Int32ArrayConstructor | Float64ArrayConstructor | Uint8ArrayConstructor) {
    this.#numbers = new kind(64);
  }

  get length(): number {
    return this.#length;
  }

  /** @returns Its index. */
  push(value: number): number {
    if (this.#length === this.#numbers.length) {
      const grown = new (this.#numbers.constructor as Int32ArrayConstructor)(
        this.#length + (this.#length >> 1),
      );
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length] = value;
    this.#length += 1;
    return this.#length - 1;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#numbers[index] = value;
  }
}
