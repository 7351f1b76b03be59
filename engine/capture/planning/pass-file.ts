import type { DatabaseSync } from 'node:sqlite';
import type { PlannedFile } from './planned-file.ts';

/** The file is let go for others after so long, in ms. */
const SLICE_MS = 20;
/** So many exchanges are read at once. */
const PAGE = 32;

export interface PassOptions {
  /** Throws where the file is closed. */
  readonly file: () => PlannedFile;
  readonly now: () => number;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  /** How far it is after each turn: the number that was seen last. What it throws ends the pass. */
  readonly onTurn?: (number: number) => void;
}

/** Reads exchanges with `after` < number <= `last`, ascending; none where there are no further ones. */
export type PageReader<T> = (
  db: DatabaseSync,
  live: boolean,
) => (after: number, last: number, limit: number) => T[];

/** Everything of a file up to `last`, once, ascending, in slices between other work. Throws what SQLite throws. */
export async function passFile<T extends { readonly number: number }>(
  { file, now, pause, onTurn }: PassOptions,
  last: number,
  reads: PageReader<T>,
  see: (one: T) => void,
): Promise<void> {
  let after = 0;
  let open: { readonly db: DatabaseSync; readonly read: ReturnType<typeof reads> } | undefined;
  for (;;) {
    // The file may be opened anew between two slices, where another program has recorded it.
    const { db, live } = file();
    if (open?.db !== db) open = { db, read: reads(db, live) };
    const { read } = open;
    const isOver = inOneRead(db, () => {
      const begin = now();
      while (now() - begin < SLICE_MS) {
        const page = read(after, last, PAGE);
        for (const one of page) see(one);
        const end = page.at(-1);
        if (!end) return true;
        after = end.number;
      }
      return false;
    });
    onTurn?.(isOver ? last : after);
    if (isOver) return;
    await pause();
  }
}

/** One transaction instead of one a query: each has to lock the file, and to let it go. */
export function inOneRead<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN');
  try {
    return work();
  } finally {
    db.exec('COMMIT');
  }
}
