import { backup, DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isSqliteError } from './sqlite-fault.ts';

/** So often a copy is begun again: far more than a disk that takes anything needs. */
const COPY_ATTEMPTS = 1_000;

/**
 * In steps, so that what is recorded meanwhile is written meanwhile. Steps run beside this thread, and one that meets a
 * write is refused and repeated by Node, but for the first one: that it tells as an SQLite error with code 0.
 */
async function backUp(db: DatabaseSync, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await backup(db, path, { rate: 1_000 });
      return;
    } catch (error) {
      const metWrite = isSqliteError(error) && error.errcode === 0;
      if (!metWrite || attempt === COPY_ATTEMPTS) throw error;
    }
    await nextTurn();
  }
}

/** Fills the empty file `path` with what is in the database now. Rejects with what SQLite says. */
export async function copyTo(db: DatabaseSync, path: string): Promise<void> {
  await backUp(db, path);
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
