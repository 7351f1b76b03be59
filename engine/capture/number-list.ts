const FIRST_SIZE = 256;
const LARGEST_FIRST_SIZE = 64 * 1024;

/**
 * Numbers on their way to the worker, in memory that is handed over: a plain array of them would be copied twice on the way, number by
 * number.
 */
export class NumberList {
  #numbers: Float64Array<ArrayBuffer>;
  #length = 0;

  /** `expected`: about so many will come, such as came the last time. */
  constructor(expected = 0) {
    this.#numbers = new Float64Array(Math.max(FIRST_SIZE, Math.min(LARGEST_FIRST_SIZE, expected)));
  }

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  /** Only of a place that was pushed. */
  set(place: number, number: number): void {
    this.#numbers[place] = number;
  }

  /** All of them so far, not a copy: nothing may be pushed from here on. */
  all(): Float64Array<ArrayBuffer> {
    return this.#numbers.subarray(0, this.#length);
  }

  #grow(): void {
    const larger = new Float64Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
