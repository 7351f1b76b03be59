import { AppError } from '../app-error.ts';
import type { WorkerFault } from './store-messages.ts';
import { DamagedError } from './stored-values.ts';

/** What node:sqlite throws when SQLite itself says no. */
interface SqliteError extends Error {
  /** SQLite's extended result code: https://sqlite.org/rescode.html */
  readonly errcode: number;
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** SQLite's result code without its extension. 0 where the error is not SQLite's. */
function primaryCode(error: unknown): number {
  return isSqliteError(error) ? error.errcode & 0xff : 0;
}

/** The file's content is at fault: it is damaged, or is no SQLite file. */
function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === CORRUPT || code === NOT_A_DATABASE || error instanceof DamagedError;
}

/** A sentence for the problem that keeps a recording from being written. */
export function describeWriteFault(error: unknown, name: string): string {
  const code = primaryCode(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (code === FULL) return `The disk is full: nothing more can be written to ${name}. Make room there.`;
  if (code === READ_ONLY) return `${name} cannot be written: the file or its disk has become read-only.`;
  if (code === CORRUPT) return `${name} is damaged and takes nothing more. Start a new recording.`;
  return `${name} cannot be written: ${reason}.`;
}

/** What SQLite threw about the file `name`, as an error for the asker. Bugs come back as they are. */
export function toCaptureError(error: unknown, name: string): unknown {
  if (isDamage(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new AppError(
      'UNREADABLE',
      `${name} is damaged and cannot be read whole (${reason}). The file was left as it is.`,
      { damaged: true },
    );
  }
  if (!isSqliteError(error)) return error;
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return new AppError(
        'CONFLICT',
        `${name} is in use by another Hopscope or another program. Close it there, or save a copy there and open that.`,
      );
    case READ_ONLY:
    case IO:
    case FULL:
    case CANNOT_OPEN:
      return new AppError('IO', `${name} cannot be read or written: ${error.message}.`);
    default:
      return error;
  }
}

/** Any error as it travels out of the worker; a bug keeps its stack. */
export function toFault(error: unknown, name: string): WorkerFault {
  const known = toCaptureError(error, name);
  if (known instanceof AppError) return known.toBridgeError();
  return {
    code: 'INTERNAL',
    message: known instanceof Error ? (known.stack ?? known.message) : String(known),
  };
}
