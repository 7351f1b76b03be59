const MOST_RANGES = 200;
const MOST_TEXTS = 1000;

/** Ids or tokens that were used: those that count up take no room. Says when it had to forget some. */
export class IdSet {
  readonly #ranges: { from: number; to: number }[] = [];
  readonly #texts = new Set<string>();
  #isWhole = true;

  /** Nothing that was added is forgotten. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get size(): number {
    return this.#ranges.length + this.#texts.size;
  }

  has(id: unknown): boolean {
    if (typeof id === 'string') return this.#texts.has(id);
    if (typeof id !== 'number') return false;
    return this.#ranges.some(({ from, to }) => from <= id && id <= to);
  }

  /** What is neither text nor a whole number is no id. */
  add(id: unknown): void {
    if (typeof id === 'string') this.#addText(id);
    else if (typeof id === 'number' && Number.isInteger(id)) this.#addNumber(id);
  }

  #addText(id: string): void {
    this.#texts.add(id);
    if (this.#texts.size <= MOST_TEXTS) return;
    this.#isWhole = false;
    for (const oldest of this.#texts) {
      this.#texts.delete(oldest);
      return;
    }
  }

  #addNumber(id: number): void {
    // Ids that count up end in about the order in which they began.
    const next = this.#ranges.findLast(({ from, to }) => from - 1 <= id && id <= to + 1);
    if (next) {
      next.from = Math.min(next.from, id);
      next.to = Math.max(next.to, id);
      return;
    }
    this.#ranges.push({ from: id, to: id });
    if (this.#ranges.length <= MOST_RANGES) return;
    this.#isWhole = false;
    this.#ranges.shift();
  }
}
