import type { LogChanges, RowLog } from './row-log.ts';
import { compareRows, type Heard, type RowSort } from './row-order.ts';

/** What the list shows of a log. */
export interface ViewSettings {
  /** Whether a row passes, by its number; absent: all do. */
  readonly filter: ((number: number) => boolean) | undefined;
  readonly sort: RowSort;
  /** Rows up to this number were cleared from view; 0: none. */
  readonly clearedThrough: number;
  /** Absent: nothing is muted. */
  readonly heard?: Heard;
}

/**
 * The numbers of the rows that are shown, in the order in which they are shown; kept up to date from the log's
 * changes. In the order of arrival each new row costs the same however many there are; in any other order each
 * update costs one pass over what is shown.
 */
export class RowView {
  readonly #log: RowLog;
  #settings: ViewSettings;
  #shown: number[] = [];
  #operations = 0;
  readonly #compare = (a: number, b: number): number => {
    this.#operations += 1;
    const left = this.#log.get(a);
    const right = this.#log.get(b);
    return left && right ? compareRows(left, right, this.#settings.sort, this.#settings.heard) : a - b;
  };

  constructor(log: RowLog, settings: ViewSettings) {
    this.#log = log;
    this.#settings = settings;
    this.rebuild(settings);
  }

  /** Numbers in the order shown. Changed in place: read it, do not keep it. */
  get shown(): readonly number[] {
    return this.#shown;
  }

  /** Rows looked at and comparisons made so far: what the linearity of appending is tested by. */
  get operations(): number {
    return this.#operations;
  }

  /** Starts over with other settings: one pass over the log, and a sort where one was asked for. */
  rebuild(settings: ViewSettings): void {
    this.#settings = settings;
    const shown = this.#log.numbers().filter((number) => this.#passes(number));
    this.#shown = this.#inArrival() ? shown : shown.sort(this.#compare);
  }

  /** Takes in what changed; `true` where rows were added, removed or moved. */
  update(changes: LogChanges): boolean {
    if (!this.#inArrival()) return this.#merge(changes);
    let moved = false;
    for (const number of changes.added) {
      if (this.#passes(number)) {
        this.#insert(number);
        moved = true;
      }
    }
    for (const number of changes.updated) moved = this.#settle(number) || moved;
    return moved;
  }

  /** Where a row stands in the list; -1 where it is not shown. */
  indexOf(number: number): number {
    if (!this.#inArrival()) return this.#shown.indexOf(number);
    const index = this.#place(number);
    return this.#shown[index] === number ? index : -1;
  }

  #inArrival(): boolean {
    return this.#settings.sort.column === 'number' && !this.#settings.sort.descending;
  }

  #passes(number: number): boolean {
    this.#operations += 1;
    if (number <= this.#settings.clearedThrough) return false;
    const { filter } = this.#settings;
    // What is still to come is shown as well.
    return this.#log.exists(number) && (filter === undefined || filter(number));
  }

  /** First index whose number is not less, in the order of arrival. */
  #place(number: number): number {
    let low = 0;
    let high = this.#shown.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#shown[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(number: number): void {
    const end = this.#shown.at(-1);
    if (end === undefined || end < number) this.#shown.push(number);
    else {
      const index = this.#place(number);
      if (this.#shown[index] !== number) this.#shown.splice(index, 0, number);
    }
  }

  /** Shows or hides a row whose content changed; without a filter nothing can have changed. */
  #settle(number: number): boolean {
    if (this.#settings.filter === undefined) return false;
    const index = this.#place(number);
    const present = this.#shown[index] === number;
    const wanted = this.#passes(number);
    if (present === wanted) return false;
    if (wanted) this.#insert(number);
    else this.#shown.splice(index, 1);
    return true;
  }

  /** Takes changed rows out and merges them back in at their place: the sort holds while rows arrive. */
  #merge({ added, updated }: LogChanges): boolean {
    if (added.length === 0 && updated.length === 0) return false;
    const touched = new Set(updated);
    const rest = touched.size === 0 ? this.#shown : this.#shown.filter((number) => !touched.has(number));
    const fresh = [...added, ...updated].filter((number) => this.#passes(number)).sort(this.#compare);
    const merged: number[] = [];
    let next = 0;
    for (const number of rest) {
      let candidate = fresh[next];
      while (candidate !== undefined && this.#compare(candidate, number) < 0) {
        merged.push(candidate);
        next += 1;
        candidate = fresh[next];
      }
      merged.push(number);
    }
    for (; next < fresh.length; next += 1) merged.push(fresh[next] ?? 0);
    this.#shown = merged;
    return true;
  }
}
