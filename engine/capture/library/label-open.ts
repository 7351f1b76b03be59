import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { CaptureLabels } from '../../../shared/model/capture-library.ts';
import { isSqliteError, toCaptureError } from '../sqlite-fault.ts';
import { labelFile, readLabels, writeLabels } from './labels.ts';

/** SQLITE_READONLY */
const READ_ONLY = 8;

/**
 * Labels a file that is open, and answers what it says then; without `labels`, what it says now. A connection that only
 * reads leaves the writing to another one. Throws AppError.
 */
export function labelOpen(db: DatabaseSync, path: string, labels: CaptureLabels | undefined): CaptureLabels {
  try {
    if (!labels) return readLabels(db);
    const isReading = db.prepare('PRAGMA query_only').get()?.['query_only'] === 1;
    if (isReading) db.exec('PRAGMA query_only = OFF');
    try {
      writeLabels(db, labels);
    } finally {
      if (isReading) db.exec('PRAGMA query_only = ON');
    }
    return readLabels(db);
  } catch (error) {
    const name = basename(path);
    if (labels && isSqliteError(error) && (error.errcode & 0xff) === READ_ONLY)
      return labelFile(path, name, labels);
    throw toCaptureError(error, name);
  }
}
