import type { Row } from '../../shared/model/exchange.ts';

/** What changed in a log since the last look: numbers of rows, each once, in the order of their first change. */
export interface LogChanges {
  readonly added: readonly number[];
  readonly updated: readonly number[];
}

/** What one reader of a log has not taken yet. */
export interface LogReader {
  /** What changed since the last call; a row that was added and updated counts as added. */
  takeChanges(): LogChanges;
}

class Untaken implements LogReader {
  #added: number[];
  #updated = new Set<number>();

  constructor(added: number[]) {
    this.#added = added;
  }

  noteAdded(number: number): void {
    this.#added.push(number);
  }

  noteUpdated(number: number): void {
    this.#updated.add(number);
  }

  takeChanges(): LogChanges {
    const added = this.#added;
    const updated = this.#updated;
    if (added.length === 0 && updated.size === 0) return NO_CHANGES;
    this.#added = [];
    this.#updated = new Set();
    if (updated.size > 0) for (const number of added) updated.delete(number);
    return { added, updated: [...updated] };
  }
}

/**
 * The rows of one capture: append-only, outside React, changed in place. Appending costs the same whether the log
 * holds ten rows or a million, because nothing that is there is copied (architecture.md, section 5).
 */
export class RowLog {
  /** By number - 1; holes where a number has not come yet. */
  readonly #rows: (Row | undefined)[] = [];
  #count = 0;
  #last = 0;
  /** Numbers of the rows that link to a row, by that row's number. */
  readonly #linked = new Map<number, number[]>();
  readonly #own = new Untaken([]);
  readonly #readers: Untaken[] = [this.#own];

  /** Rows that are here. */
  get size(): number {
    return this.#count;
  }

  /** The highest number that is here; 0 for an empty log. */
  get last(): number {
    return this.#last;
  }

  get(number: number): Row | undefined {
    return this.#rows[number - 1];
  }

  /**
   * Adds rows and replaces those that are here already. A row that says less than the one that is here (open, where
   * that one has ended) is dropped: pages and events travel side by side and can overtake each other.
   * @returns how many rows were new
   */
  apply(rows: readonly Row[]): number {
    const before = this.#count;
    for (const row of rows) {
      const index = row.number - 1;
      const present = this.#rows[index];
      if (present === undefined) {
        this.#rows[index] = row;
        this.#count += 1;
        if (row.number > this.#last) this.#last = row.number;
        for (const reader of this.#readers) reader.noteAdded(row.number);
        if (row.link) this.#noteLink(row.link.to, row.number);
      } else if (row.state !== 'open' || present.state === 'open') {
        this.#rows[index] = row;
        for (const reader of this.#readers) reader.noteUpdated(row.number);
      }
    }
    return this.#count - before;
  }

  /** Numbers of the rows that link to this one, in the order in which they came. */
  linkedTo(number: number): readonly number[] {
    return this.#linked.get(number) ?? [];
  }

  #noteLink(to: number, from: number): void {
    const known = this.#linked.get(to);
    if (known) known.push(from);
    else this.#linked.set(to, [from]);
  }

  /** What changed since the last call; a row that was added and updated counts as added. */
  takeChanges(): LogChanges {
    return this.#own.takeChanges();
  }

  /** Another reader, with changes of its own: at first everything that is here. It lasts as long as the log. */
  newReader(): LogReader {
    const reader = new Untaken(this.numbers());
    this.#readers.push(reader);
    return reader;
  }

  /** All numbers that are here, ascending. */
  numbers(): number[] {
    const numbers: number[] = [];
    for (const row of this.#rows) if (row !== undefined) numbers.push(row.number);
    return numbers;
  }
}

const NO_CHANGES: LogChanges = { added: [], updated: [] };
