/** When a step was on its way in the recording, in ms from the first one's start. */
export interface RecordedSpan {
  readonly from: number;
  /** Absent where it never ended: it holds nobody up. */
  readonly to?: number;
}

/**
 * What followed each other in the recording follows each other again: a step's turn comes once all that had ended before it began
 * are over. Places are those in the order of sending, which must be that of the recording (see `isRecordedOrder`). Pure.
 */
export class RecordedOrder {
  /** Places by when they ended. */
  readonly #byEnd: readonly number[];
  readonly #ends: readonly number[];
  readonly #spans: readonly RecordedSpan[];
  readonly #over: Uint8Array;
  /** So many of `#byEnd`, from the first on, are over. */
  #passed = 0;
  readonly #waiting = new Map<number, (() => void)[]>();
  #stopped = false;

  constructor(spans: readonly RecordedSpan[]) {
    this.#spans = spans;
    this.#over = new Uint8Array(spans.length);
    // Beginnings are known to the millisecond: what ended within it was over. So it is with lanes, too.
    this.#ends = spans.map(({ from, to }) => (to === undefined ? Infinity : Math.floor(Math.max(from, to))));
    this.#byEnd = spans.map((_span, place) => place).sort((one, other) => this.#order(one, other));
  }

  /** Undefined where its turn is now. */
  turnOf(place: number): Promise<void> | undefined {
    const needed = this.#endedBefore(place);
    if (needed <= this.#passed || this.#stopped) return undefined;
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(needed);
      if (waiting) waiting.push(resolve);
      else this.#waiting.set(needed, [resolve]);
    });
  }

  isOver(place: number): void {
    this.#over[place] = 1;
    while (this.#passed < this.#byEnd.length && this.#over[this.#byEnd[this.#passed] ?? 0] === 1) {
      this.#passed += 1;
      this.#wake(this.#passed);
    }
  }

  /** Nobody has to wait any more. */
  stop(): void {
    this.#stopped = true;
    for (const needed of [...this.#waiting.keys()]) this.#wake(needed);
  }

  #wake(needed: number): void {
    const waiting = this.#waiting.get(needed);
    this.#waiting.delete(needed);
    for (const wake of waiting ?? []) wake();
  }

  /** How many of `#byEnd` had ended before this one began: those are its beginning. */
  #endedBefore(place: number): number {
    const from = this.#spans[place]?.from ?? 0;
    let [low, high] = [0, this.#byEnd.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#byEnd[middle] ?? 0;
      const end = this.#ends[other] ?? Infinity;
      if (end < from || (end === from && other < place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #order(one: number, other: number): number {
    const [first = Infinity, second = Infinity] = [this.#ends[one], this.#ends[other]];
    // Infinity - Infinity is no number.
    return first === second ? one - other : first - second;
  }
}

/** Whether these steps leave in the order in which they left in the recording. Pure. */
export function isRecordedOrder(spans: readonly RecordedSpan[]): boolean {
  return spans.every(({ from }, place) => place === 0 || (spans[place - 1]?.from ?? 0) <= from);
}
