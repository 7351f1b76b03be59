import type { DatabaseSync } from 'node:sqlite';
import { sizeOf } from './stored-values.ts';

/**
 * What the file takes once it is closed, in bytes: its pages, also those that are still in the journal alone. The
 * journal's own length says nothing: it grows with every write, and is gone when it is folded into the file.
 */
export function createFileSize(db: DatabaseSync): () => number {
  const pages = db.prepare('PRAGMA page_count');
  const pageSize = sizeOf(db.prepare('PRAGMA page_size').get() ?? {}, 'page_size');
  return () => sizeOf(pages.get() ?? {}, 'page_count') * pageSize;
}
