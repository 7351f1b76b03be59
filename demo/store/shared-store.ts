import { DatabaseSync } from 'node:sqlite';

/** One thing that happened to what the fleet offers, as every instance must tell its listeners. */
export type Change =
  { readonly kind: 'tools' | 'prompts' | 'resources' } | { readonly kind: 'resource'; readonly uri: string };

/** The database that all instances share, with its tables in place. */
export type SharedStore = DatabaseSync;

const BUSY_TIMEOUT_MS = 5_000;
const OPEN_ATTEMPTS = 40;
const OPEN_PAUSE_MS = 25;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS baskets (id TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS basket_items (
    basket_id TEXT NOT NULL REFERENCES baskets (id),
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (basket_id, sku)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS flags (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS changes (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    uri TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tasks (
    id TEXT PRIMARY KEY,
    work TEXT NOT NULL,
    input TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ttl_ms INTEGER NOT NULL,
    cancelled_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS task_answers (
    task_id TEXT NOT NULL REFERENCES tasks (id),
    key TEXT NOT NULL,
    response TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (task_id, key)
  ) STRICT;
`;

/**
 * Opens (and where needed creates) the file that the instances share.
 *
 * Waits at most about a second for another instance that is creating it at this moment.
 *
 * @throws Error when the file cannot be opened, or is not a SQLite database.
 */
export function openSharedStore(path: string): SharedStore {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    switchToWal(database);
    inTransaction(database, () => {
      database.exec(SCHEMA);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `work` as one write transaction; rolls back and rethrows when it throws. */
export function inTransaction<T>(database: SharedStore, work: () => T): T {
  // IMMEDIATE takes the write lock up front: a transaction that begins by reading cannot wait for it later.
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function switchToWal(database: SharedStore): void {
  // Changing the journal mode does not wait for the busy timeout when another process is changing it too.
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      return;
    } catch (error) {
      if (attempt >= OPEN_ATTEMPTS || !isBusy(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}
