import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { basename, dirname } from 'node:path';
import { AppError } from '../app-error.ts';
import type { CaptureFormat } from './format.ts';
import { createPrivateFile } from './private-file.ts';
import { isSqliteError } from './sqlite-fault.ts';

/** An old file was lifted to the version of today. */
export interface Migrated {
  readonly from: number;
  /** Path of the file as it was. */
  readonly backup: string;
}

/** The version that the file says it has. */
export function versionOf(db: DatabaseSync): number {
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
  return typeof version === 'number' ? version : 0;
}

/**
 * Lifts the file to the format's version, one step a number, all in one transaction; the old one stays beside it, whole
 * and on the disk before the first step is taken. Undefined where there is nothing to do. Whenever the program is killed,
 * the file is the old one or the new one. Throws AppError IO where the copy cannot be kept: then nothing was changed.
 */
export function migrate(db: DatabaseSync, path: string, format: CaptureFormat): Migrated | undefined {
  const from = versionOf(db);
  if (from >= format.version) return undefined;
  const backup = keepBackup(db, path, from);
  try {
    db.exec('BEGIN EXCLUSIVE');
    for (const step of format.migrations.slice(from)) db.exec(step);
    db.exec(`PRAGMA user_version = ${String(format.version)}; COMMIT;`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    // The file is as it was: it needs no copy.
    rmSync(backup, { force: true });
    throw error;
  }
  return { from, backup };
}

/** A sentence for a person. */
export function migratedSentence(path: string, { from, backup }: Migrated): string {
  return `${basename(path)} was of format version ${String(from)} and is of today's now. As it was, it stays beside it: ${basename(backup)}.`;
}

/**
 * Through SQLite, because copying the file itself would give up its lock. What has the backup's name already may be of
 * another file that stood here: it stays, and the copy gets a number.
 */
function keepBackup(db: DatabaseSync, path: string, version: number): string {
  const wanted = `${path}.v${String(version)}-backup`;
  const passing = `${wanted}.part`;
  try {
    // A program that was killed over it leaves half a copy.
    removeQuietly(passing);
    createPrivateFile(passing);
    db.prepare('VACUUM INTO ?').run(passing);
    sync(passing);
    return giveFreeName(passing, wanted);
  } catch (error) {
    if (isSqliteError(error) && !NO_ROOM.includes(error.errcode & 0xff)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'IO',
      `${basename(path)} is of an older format, version ${String(version)}. Before it is lifted to today's, a copy of it is kept in ${dirname(path)}, and that could not be written: ${reason}. Make room there, or move the file elsewhere. It was left as it is.`,
    );
  } finally {
    removeQuietly(passing);
  }
}

/** What cannot be removed is tried again with the next copy. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN: about the copy's disk, not about what is copied. */
const NO_ROOM: readonly number[] = [8, 10, 13, 14];

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A hard link never replaces what is there. */
function giveFreeName(passing: string, wanted: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${String(count)}`;
    if (existsSync(name)) continue;
    try {
      linkSync(passing, name);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EEXIST') continue;
      // Not every file system has hard links.
      renameSync(passing, name);
    }
    return name;
  }
}
