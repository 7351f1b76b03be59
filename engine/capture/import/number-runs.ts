/** Which number became which, where most become the next one each: a few runs instead of an entry for each. */
export class NumberRuns {
  /** First number of a run, what it became, and how many follow one by one. Ascending by the first. */
  readonly #runs: { readonly from: number; readonly to: number; length: number }[] = [];

  add(from: number, to: number): void {
    const last = this.#runs.at(-1);
    if (last && from === last.from + last.length && to === last.to + last.length) last.length += 1;
    // A file whose numbers do not rise has no links that could be trusted.
    else if (!last || from > last.from + last.length - 1) this.#runs.push({ from, to, length: 1 });
  }

  find(from: number): number | undefined {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = this.#runs[middle];
      if (!run) return undefined;
      if (from < run.from) high = middle - 1;
      else if (from >= run.from + run.length) low = middle + 1;
      else return run.to + from - run.from;
    }
    return undefined;
  }
}
