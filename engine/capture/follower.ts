import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../../shared/model/exchange.ts';
import { isLive } from './live-file.ts';
import type { CaptureReader } from './read-capture.ts';
import { isSqliteError } from './sqlite-fault.ts';
import { numberOf } from './stored-values.ts';

/** As many rows as one batch of the feed may hold. */
const PAGE = 500;
/** Looks without a change until the recorder itself is looked for: a killed one leaves its mark. */
const LOOKS_FOR_RECORDER = 10;

/** Sees what another program appends to a file. */
export class Follower {
  readonly #db: DatabaseSync;
  readonly #reader: CaptureReader;
  readonly #version: () => number;
  #seen = -1;
  #quiet = 0;
  #last = 0;
  /** Numbers of rows that can still change. */
  readonly #open = new Set<number>();

  constructor(db: DatabaseSync, reader: CaptureReader) {
    this.#db = db;
    this.#reader = reader;
    const version = db.prepare('PRAGMA data_version');
    this.#version = () => numberOf(version.get() ?? {}, 'data_version');
  }

  /** Numbers of the rows whose end has not been seen. */
  get open(): readonly number[] {
    return [...this.#open];
  }

  /** The highest number that has been handed over. */
  get last(): number {
    return this.#last;
  }

  /** Hands over rows that are new or changed, a page at a time. Answers whether the recorder still records. */
  look(tell: (rows: Row[]) => void): boolean {
    try {
      const version = this.#version();
      if (version === this.#seen) {
        this.#quiet += 1;
        return this.#quiet % LOOKS_FOR_RECORDER !== 0 || isLive(this.#db);
      }
      this.#quiet = 0;
      this.#seen = version;
      this.#changed(tell);
      this.#added(tell);
      return isLive(this.#db);
    } catch (error) {
      // The recorder folds its journal at this moment: the next look sees it all.
      if (isSqliteError(error) && (error.errcode & 0xff) === 5) {
        this.#seen = -1;
        return true;
      }
      throw error;
    }
  }

  #changed(tell: (rows: Row[]) => void): void {
    const rows = [...this.#open].flatMap((number) => this.#reader.row(number) ?? []);
    for (const row of rows) if (row.state !== 'open') this.#open.delete(row.number);
    for (let at = 0; at < rows.length; at += PAGE) tell(rows.slice(at, at + PAGE));
  }

  #added(tell: (rows: Row[]) => void): void {
    for (;;) {
      const { rows } = this.#reader.rows(this.#last, PAGE);
      const last = rows.at(-1);
      if (!last) return;
      this.#last = last.number;
      for (const row of rows) if (row.state === 'open') this.#open.add(row.number);
      tell(rows);
    }
  }
}
