import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import { APPLICATION_ID, FILE_EXTENSION, type CaptureFormat } from './format.ts';

/** What the first 100 bytes of a capture file say: https://sqlite.org/fileformat.html#the_database_header */
export interface FileHeader {
  readonly version: number;
  /** Written in WAL mode: being recorded now, or not closed properly. */
  readonly wal: boolean;
}

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/**
 * Reads the header without SQLite. Never call it for a file that this process has open: on POSIX, closing any
 * handle of a file gives up the locks that SQLite holds on it.
 * Throws AppError NOT_FOUND, IO, or UNREADABLE for what is no capture or of a newer version.
 */
export function readFileHeader(path: string, name: string, format: CaptureFormat): FileHeader {
  const bytes = readStart(path, name);
  if (bytes.length === 0) throw new AppError('UNREADABLE', `${name} is empty: it is no Hopscope capture.`);
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new AppError(
      'UNREADABLE',
      `${name} is no Hopscope capture: it does not begin as an SQLite file. Captures end in ${FILE_EXTENSION}.`,
      // By its name it was one.
      { damaged: name.endsWith(FILE_EXTENSION) },
    );
  }
  if (bytes.readUInt32BE(68) !== APPLICATION_ID) {
    throw new AppError('UNREADABLE', `${name} is an SQLite file of another program, no Hopscope capture.`);
  }
  const version = bytes.readUInt32BE(60);
  if (version > format.version) {
    throw new AppError(
      'UNREADABLE',
      `${name} has format version ${String(version)}; this Hopscope reads up to version ${String(format.version)}. Open it with a newer Hopscope.`,
      { version, readable: format.version },
    );
  }
  if (version < 1)
    throw new AppError('UNREADABLE', `${name} is damaged: it has no format version.`, {
      damaged: true,
    });
  return { version, wal: bytes[18] === 2 };
}

function readStart(path: string, name: string): Buffer {
  try {
    if (!statSync(path).isFile())
      throw new AppError('UNREADABLE', `${name} is a folder or a device, no file.`);
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(HEADER_BYTES);
      return bytes.subarray(0, readSync(file, bytes, 0, HEADER_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw fileError(error, path, name);
  }
}

/** What the file system said, as an AppError NOT_FOUND or IO. */
function fileError(error: unknown, path: string, name: string): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('NOT_FOUND', `There is no file ${path}.`);
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('IO', `${name} may not be read: the system denies access to ${path}.`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('IO', `${name} could not be read: ${reason}.`);
}

/** The same for all paths of one file, found without opening it. Throws AppError NOT_FOUND or IO. */
export function identity(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${String(dev)}:${String(ino)}`;
  } catch (error) {
    throw fileError(error, path, basename(path));
  }
}
