import type { Row } from '../../shared/model/exchange.ts';
import type { RowPage } from '../../shared/model/row-page.ts';
import { PackedRows, type Put } from './packed-rows.ts';

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
 * holds ten rows or a million, because nothing that is there is copied (architecture.md, section 5). Rows are packed, and
 * those of a long capture can be known of before they are here.
 */
export class RowLog {
  readonly #rows = new PackedRows();
  #count = 0;
  #last = 0;
  /** All numbers up to this one exist, whether their rows are here or not. */
  #known = 0;
  /** Rows with higher numbers. */
  #beyond = 0;
  readonly #own = new Untaken([]);
  readonly #readers: Untaken[] = [this.#own];

  /** Rows that there are, as far as is known. */
  get size(): number {
    return this.#known + this.#beyond;
  }

  /** Rows that are here. */
  get here(): number {
    return this.#count;
  }

  /** The highest number that is known; 0 for an empty log. */
  get last(): number {
    return this.#last;
  }

  get(number: number): Row | undefined {
    return this.#rows.get(number);
  }

  /** Whether there is such a row, here or still to come. */
  exists(number: number): boolean {
    return (number >= 1 && number <= this.#known) || this.#rows.has(number);
  }

  has(number: number): boolean {
    return this.#rows.has(number);
  }

  /** There is a row of every number up to `last`. Answers whether that was news. */
  reserve(last: number): boolean {
    if (last <= this.#known) return false;
    for (let number = this.#known + 1; number <= last; number += 1) {
      if (this.#rows.has(number)) this.#beyond -= 1;
    }
    this.#known = last;
    this.#last = Math.max(this.#last, last);
    this.#extend();
    return true;
  }

  /**
   * Adds rows and replaces those that are here already. A row that says less than the one that is here (open, where
   * that one has ended) is dropped: pages and events travel side by side and can overtake each other.
   * @returns how many rows were new
   */
  apply(rows: readonly Row[]): number {
    const before = this.#count;
    for (const row of rows) this.#note(row.number, this.#rows.put(row));
    return this.#count - before;
  }

  /** The same, packed. */
  applyPage(page: RowPage): number {
    const before = this.#count;
    this.#rows.putPage(page, (number, put) => {
      this.#note(number, put);
    });
    return this.#count - before;
  }

  #note(number: number, put: Put): void {
    if (put === 'dropped') return;
    if (put === 'added') this.#count += 1;
    if (number > this.#last) this.#last = number;
    // Of the known ones the list has the numbers already.
    const isNew = put === 'added' && number > this.#known;
    for (const reader of this.#readers) {
      if (isNew) reader.noteAdded(number);
      else reader.noteUpdated(number);
    }
    if (isNew) this.#beyond += 1;
    if (number === this.#known + 1) this.#extend();
  }

  /** What follows upon the known numbers without a gap is one of them. */
  #extend(): void {
    while (this.#rows.has(this.#known + 1)) {
      this.#known += 1;
      this.#beyond -= 1;
    }
  }

  /** Numbers of the rows that link to this one, ascending. */
  linkedTo(number: number): readonly number[] {
    return this.#rows.linkedTo(number);
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

  /** All numbers that exist, ascending. */
  numbers(): number[] {
    const numbers = Array.from({ length: this.#known }, (_, index) => index + 1);
    // Not one by one: a stranger's file can have rows of any number.
    for (const number of this.#rows.numbersAbove(this.#known)) numbers.push(number);
    return numbers;
  }
}

const NO_CHANGES: LogChanges = { added: [], updated: [] };
