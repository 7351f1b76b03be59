import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readFileHeader } from './file-header.ts';
import type { CaptureFormat } from './format.ts';
import { checkLayout, GUARDS, guarded, type OpenFile } from './open-file.ts';
import { optionalText } from './stored-values.ts';
import { showWhole } from './whole-views.ts';

/** In `meta` while a program records into a file that others may read meanwhile: the program's process id. */
const MARK = 'live_pid';

/**
 * Lets other programs read a file while this one goes on writing to it. `db` holds it alone, and is in WAL mode
 * afterwards. That it is held alone first keeps a second recorder out.
 */
export function share(db: DatabaseSync): void {
  // A connection that met the WAL mode while it was alone could never let others in: so it is met again.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL;');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
  db.exec('PRAGMA journal_mode = WAL;');
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(MARK, String(process.pid));
}

/** Takes the mark away and leaves one file, where nobody reads it; else the last of those does. */
export function closeShared(db: DatabaseSync): void {
  try {
    db.prepare('DELETE FROM meta WHERE key = ?').run(MARK);
    leaveWal(db);
  } finally {
    db.close();
  }
}

/** Whether the program that records into this file still does. */
export function isLive(db: DatabaseSync): boolean {
  const found = db.prepare('SELECT value FROM meta WHERE key = ?').get(MARK);
  const pid = Number(found && optionalText(found, 'value'));
  return Number.isInteger(pid) && pid > 0 && isRunning(pid);
}

/**
 * Opens a file that another program is recording at this moment, without disturbing it. Undefined where nobody is, or
 * where its recorder holds it alone. Throws AppError as openForReading does.
 */
export function openForFollowing(path: string, format: CaptureFormat): OpenFile | undefined {
  const name = basename(path);
  const { version, wal } = readFileHeader(path, name, format);
  if (!wal || version !== format.version) return undefined;
  const file = guarded(name, (keep) => {
    const db = keep(new DatabaseSync(path, { readOnly: true, defensive: true, timeout: 0 }));
    db.exec(GUARDS);
    checkLayout(db, format);
    showWhole(db);
    return { db, close: () => db.close() };
  });
  if (isLive(file.db)) return file;
  file.close();
  return undefined;
}

/** Makes one file of a recording that has ended, as far as nobody else reads it. Never throws. */
export function tidyUp(path: string): void {
  let db: DatabaseSync | undefined;
  try {
    // SQLite would make it anew where its recorder has removed it.
    if (!existsSync(path)) return;
    db = new DatabaseSync(path, { defensive: true, timeout: 0 });
    db.exec(GUARDS);
    leaveWal(db);
  } catch {
    // Whoever opens it next finds it whole, with its journal.
  } finally {
    db?.close();
  }
}

/** Folds the journal into the file and removes it; where others read it, only folds. */
function leaveWal(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.exec('PRAGMA journal_mode = DELETE');
  } catch {
    // Somebody reads it at this moment.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
