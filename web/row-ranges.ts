/** From one number to another, both included. */
interface Range {
  from: number;
  to: number;
}

/** Ranges of one capture; each is at least one question of the page later on. */
const MAX_RANGES = 32;

/**
 * A set of row numbers that stays small: as ranges, of which the two closest become one where there are too many.
 * So it can name more than was added, but one old row that changes again and again is a range of its own and does
 * not stretch the range of the new ones.
 */
export class RowRanges {
  /** Ascending, never touching. */
  readonly #ranges: Range[] = [];

  add(number: number): void {
    // From the end: new rows have the highest numbers.
    let at = this.#ranges.length - 1;
    while (at >= 0 && (this.#ranges[at]?.from ?? 0) > number) at -= 1;
    const before = this.#ranges[at];
    const after = this.#ranges[at + 1];
    if (before && number <= before.to) return;
    const joinsAfter = after?.from === number + 1;
    if (before?.to === number - 1) {
      before.to = joinsAfter ? after.to : number;
      if (joinsAfter) this.#ranges.splice(at + 1, 1);
    } else if (joinsAfter) {
      after.from = number;
    } else {
      this.#ranges.splice(at + 1, 0, { from: number, to: number });
      if (this.#ranges.length > MAX_RANGES) this.#joinClosest();
    }
  }

  ranges(): readonly Readonly<Range>[] {
    return this.#ranges;
  }

  #joinClosest(): void {
    let [closest, distance] = [1, Infinity];
    for (const [at, { from }] of this.#ranges.entries()) {
      const before = this.#ranges[at - 1];
      if (before && from - before.to < distance) [closest, distance] = [at, from - before.to];
    }
    const [joined] = this.#ranges.splice(closest, 1);
    const before = this.#ranges[closest - 1];
    if (joined && before) before.to = joined.to;
  }
}
