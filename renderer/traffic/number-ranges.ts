interface Range {
  readonly from: number;
  readonly to: number;
}

/** A set of whole numbers as ranges, ascending and never touching: as many as there are gaps, whatever was added. */
export class NumberRanges {
  #ranges: Range[] = [];

  /** Both included; nothing where `to` is less. */
  add(from: number, to: number): void {
    if (to < from) return;
    const before = this.#ranges.filter((range) => range.to < from - 1);
    const after = this.#ranges.filter((range) => range.from > to + 1);
    const joined = this.#ranges.slice(before.length, this.#ranges.length - after.length);
    const added = {
      from: Math.min(from, joined[0]?.from ?? from),
      to: Math.max(to, joined.at(-1)?.to ?? to),
    };
    this.#ranges = [...before, added, ...after];
  }

  has(number: number): boolean {
    return this.gap(number, number, 1) === undefined;
  }

  /** The first numbers from `from` to `to` that are not in it, at most `most`; undefined where all are. */
  gap(from: number, to: number, most: number): Range | undefined {
    let start = from;
    for (const range of this.#ranges) {
      if (range.to < start) continue;
      if (range.from > start) return cut(start, Math.min(to, range.from - 1), most);
      start = range.to + 1;
    }
    return cut(start, to, most);
  }

  /** The last such numbers. */
  gapBefore(from: number, to: number, most: number): Range | undefined {
    let end = to;
    for (const range of this.#ranges.toReversed()) {
      if (range.from > end) continue;
      if (range.to < end) return cutBefore(Math.max(from, range.to + 1), end, most);
      end = range.from - 1;
    }
    return cutBefore(from, end, most);
  }
}

function cut(from: number, to: number, most: number): Range | undefined {
  return from > to ? undefined : { from, to: Math.min(to, from + most - 1) };
}

function cutBefore(from: number, to: number, most: number): Range | undefined {
  return from > to ? undefined : { from: Math.max(from, to - most + 1), to };
}
