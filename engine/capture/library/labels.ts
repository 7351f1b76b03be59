import { DatabaseSync } from 'node:sqlite';
import type { CaptureLabels } from '../../../shared/model/capture-library.ts';
import { GUARDS } from '../open-file.ts';
import { toCaptureError } from '../sqlite-fault.ts';

/** Keys in `meta`. */
const KEYS = ['title', 'note', 'tags', 'pinned'] as const;

/** How long somebody else may be busy with a file that is labelled, in ms. */
const PATIENCE_MS = 500;

export const NO_LABELS: CaptureLabels = { title: '', note: '', tags: [], pinned: false };

/** What the file says of itself. A stranger may have written it: what is not as it should be is passed over. */
export function readLabels(db: DatabaseSync): CaptureLabels {
  const found = new Map<unknown, unknown>();
  const rows = db.prepare(`SELECT key, value FROM meta WHERE key IN (${KEYS.map(() => '?').join(', ')})`);
  for (const row of rows.iterate(...KEYS)) found.set(row['key'], row['value']);
  const text = (key: string): string => {
    const value = found.get(key);
    return typeof value === 'string' ? value : '';
  };
  return {
    title: text('title'),
    note: text('note'),
    tags: tagsOf(text('tags')),
    pinned: text('pinned') === '1',
  };
}

function tagsOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
}

export function writeLabels(db: DatabaseSync, { title, note, tags, pinned }: CaptureLabels): void {
  const values: Readonly<Record<(typeof KEYS)[number], string>> = {
    ...{ title, note },
    tags: tags.length === 0 ? '' : JSON.stringify(tags),
    pinned: pinned ? '1' : '',
  };
  const set = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const drop = db.prepare('DELETE FROM meta WHERE key = ?');
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const key of KEYS) {
      if (values[key] === '') drop.run(key);
      else set.run(key, values[key]);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Labels a file with a connection of its own. Throws AppError. */
export function labelFile(path: string, name: string, labels: CaptureLabels): CaptureLabels {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { defensive: true, timeout: PATIENCE_MS });
    db.exec(GUARDS);
    writeLabels(db, labels);
    return readLabels(db);
  } catch (error) {
    throw toCaptureError(error, name);
  } finally {
    db?.close();
  }
}
