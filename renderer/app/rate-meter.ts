const WINDOW_MS = 3000;

/** Exchanges per second over the last three seconds. Times are ms on any one clock, given by the caller. */
export class RateMeter {
  #counts: { readonly at: number; readonly count: number }[] = [];

  note(count: number, at: number): void {
    if (count <= 0) return;
    const last = this.#counts.at(-1);
    // Notes of one tenth of a second are one entry: a flood must not grow the list.
    if (last && at - last.at < 100)
      this.#counts[this.#counts.length - 1] = { at: last.at, count: last.count + count };
    else this.#counts.push({ at, count });
  }

  perSecond(now: number): number {
    this.#counts = this.#counts.filter(({ at }) => now - at < WINDOW_MS);
    const sum = this.#counts.reduce((total, { count }) => total + count, 0);
    return sum / (WINDOW_MS / 1000);
  }
}
