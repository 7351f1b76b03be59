import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { readFileHeader, type FileHeader } from './file-header.ts';
import { APPLICATION_ID, type CaptureFormat } from './format.ts';
import { migrate, versionOf, type Migrated } from './migrate.ts';
import { createPrivateFile } from './private-file.ts';
import { DamagedError } from './stored-values.ts';
import { toCaptureError } from './sqlite-fault.ts';
import { showWhole } from './whole-views.ts';

/** A capture file as the worker holds it. */
export interface OpenFile {
  readonly db: DatabaseSync;
  /** It was of an older version until now. */
  readonly migrated?: Migrated;
  /** Leaves one file without -wal or -shm beside it. */
  close(): void;
}

export interface RecordOptions {
  readonly format: CaptureFormat;
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
  /** Called once it is laid out and held alone, instead of staying alone with it; see live-file.ts. */
  readonly share?: { readonly open: (db: DatabaseSync) => void; readonly close: (db: DatabaseSync) => void };
}

/** Nothing in a file may run anything: no triggers from strangers, no functions with effects, checked cells. */
export const GUARDS = 'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;';

/**
 * Opens a file for recording: a new one (absent or empty), or one to continue. Holds it alone until it is closed, unless
 * it is shared.
 * Throws AppError CONFLICT while another program has it, UNREADABLE and IO as the names say.
 */
export function openForRecording(path: string, options: RecordOptions): OpenFile {
  const name = basename(path);
  const fresh = path === ':memory:' || !existsSync(path) || statSync(path).size === 0;
  if (!fresh) readFileHeader(path, name, options.format);
  else if (path !== ':memory:') makePrivate(path);
  return guarded(name, (keep) => {
    const db = keep(new DatabaseSync(path, { defensive: true, timeout: 0 }));
    // The lock comes first; what is laid out in the plain journal mode is in the file's first page at once, so
    // that even a file that was killed a moment later says what it is.
    db.exec(`${GUARDS} PRAGMA locking_mode = EXCLUSIVE;`);
    let migrated: Migrated | undefined;
    if (fresh) layOut(db, options);
    else {
      db.exec('BEGIN EXCLUSIVE; COMMIT;');
      checkLayout(db, options.format);
      migrated = migrate(db, path, options.format);
    }
    options.share?.open(db);
    showWhole(db);
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${foldEvery(db)}`);
    // The first write takes the lock of the WAL mode and makes the -wal file by which others know.
    setMeta(db, 'recorded_by', options.program);
    return {
      db,
      ...(migrated && { migrated }),
      close: () => (options.share?.close ?? closeWhole)(db),
    };
  });
}

/**
 * Opens a file for reading. Writes to it only to migrate it, after a copy; a journal that a crash left beside it is
 * folded into it when it is closed. Where the file cannot be written, a copy elsewhere is read instead.
 * Throws AppError NOT_FOUND, IO, CONFLICT, UNREADABLE.
 */
export function openForReading(path: string, format: CaptureFormat): OpenFile {
  const name = basename(path);
  const header = readFileHeader(path, name, format);
  const journal = ['-wal', '-journal'].some((ending) => hasBytes(path + ending));
  if (header.version === format.version && !journal) return openAsItIs(path, name, header, format);
  return isWritable(path)
    ? openAndMend(path, name, format)
    : openCopy(path, (copy) => openAndMend(copy, name, format));
}

/** Neither a journal nor an old version: nothing can be written, nothing needs to be. */
function openAsItIs(path: string, name: string, header: FileHeader, format: CaptureFormat): OpenFile {
  return guarded(name, (keep) => {
    const url = pathToFileURL(path);
    // A WAL-mode file without its journal would get a new one beside it, even from a reader.
    if (header.wal) url.searchParams.set('immutable', '1');
    const db = keep(new DatabaseSync(url, { readOnly: true, defensive: true, timeout: 0 }));
    db.exec(GUARDS);
    checkLayout(db, format);
    showWhole(db);
    return { db, close: () => db.close() };
  });
}

function openAndMend(path: string, name: string, format: CaptureFormat): OpenFile {
  return guarded(name, (keep) => {
    const db = keep(new DatabaseSync(path, { defensive: true, timeout: 0 }));
    db.exec(
      `${GUARDS} PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_autocheckpoint = 0; BEGIN EXCLUSIVE; COMMIT;`,
    );
    checkLayout(db, format);
    const migrated = migrate(db, path, format);
    showWhole(db);
    db.exec('PRAGMA query_only = ON');
    return {
      db,
      ...(migrated && { migrated }),
      close: () => {
        db.exec('PRAGMA query_only = OFF');
        closeWhole(db);
      },
    };
  });
}

function openCopy(path: string, open: (copy: string) => OpenFile): OpenFile {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    for (const ending of ['', '-wal', '-journal']) {
      if (!existsSync(path + ending)) continue;
      copyFileSync(path + ending, copy + ending);
      // A copy takes over that its original may not be written.
      chmodSync(copy + ending, 0o600);
    }
    const file = open(copy);
    return {
      db: file.db,
      close: () => {
        file.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Runs `open`; what it has opened is closed again when it fails, and SQLite's errors become sentences. */
export function guarded(
  name: string,
  open: (keep: (db: DatabaseSync) => DatabaseSync) => OpenFile,
): OpenFile {
  let opened: DatabaseSync | undefined;
  try {
    return open((db) => (opened = db));
  } catch (error) {
    if (opened?.isOpen) opened.close();
    throw toCaptureError(error, name);
  }
}

/** SQLite fills an empty file. What is there stays as it is; where nothing can be made, SQLite says why. */
function makePrivate(path: string): void {
  try {
    createPrivateFile(path);
  } catch {
    return;
  }
}

function layOut(db: DatabaseSync, { format, program, now }: RecordOptions): void {
  db.exec('PRAGMA page_size = 16384; BEGIN EXCLUSIVE;');
  for (const step of format.migrations) db.exec(step);
  setMeta(db, 'created_at', new Date(now).toISOString());
  setMeta(db, 'program', program);
  db.exec(
    `PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = ${String(format.version)}; COMMIT;`,
  );
}

/**
 * The journal is folded into the file each time so many bytes of it have gathered, and then written anew from its
 * beginning: a journal that is cut off and grows again costs twice as much. Folding waits for the disk, some 3 ms a MiB on
 * an SSD: that must stay well below the 100 ms that a kill may cost.
 */
const JOURNAL_BYTES = 8 * 1024 * 1024;

function foldEvery(db: DatabaseSync): string {
  const pageSize = Number(db.prepare('PRAGMA page_size').get()?.['page_size'] ?? 4096);
  return `PRAGMA wal_autocheckpoint = ${String(Math.ceil(JOURNAL_BYTES / pageSize))};`;
}

function setMeta(db: DatabaseSync, key: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
}

/** The tables are exactly ours: a view or trigger under our names could run whatever its author likes. */
export function checkLayout(db: DatabaseSync, format: CaptureFormat): void {
  const model = new DatabaseSync(':memory:');
  try {
    for (const step of format.migrations.slice(0, versionOf(db))) model.exec(step);
    if (layoutOf(db) !== layoutOf(model)) throw new DamagedError('its tables are not those of a capture');
  } finally {
    model.close();
  }
}

function layoutOf(db: DatabaseSync): string {
  // SQLite adds tables and indexes of its own, which all begin with sqlite_.
  const found = db
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name",
    )
    .all();
  return JSON.stringify(found);
}

function closeWhole(db: DatabaseSync): void {
  try {
    // Leaving the WAL mode folds the journal into the file and removes it.
    db.exec('PRAGMA journal_mode = DELETE');
  } finally {
    db.close();
  }
}

function hasBytes(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.size > 0;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
