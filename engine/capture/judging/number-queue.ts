/** Numbers that wait, first in first out; 100,000 of them take less than a megabyte. */
export class NumberQueue {
  #numbers: number[] = [];
  #at = 0;

  get size(): number {
    return this.#numbers.length - this.#at;
  }

  add(numbers: readonly number[]): void {
    for (const number of numbers) this.#numbers.push(number);
  }

  first(): number | undefined {
    return this.#numbers[this.#at];
  }

  drop(): void {
    this.#at += 1;
    if (this.#at < 1_024 || this.#at * 2 < this.#numbers.length) return;
    this.#numbers = this.#numbers.slice(this.#at);
    this.#at = 0;
  }
}
