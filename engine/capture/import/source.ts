import { createReadStream, statSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '../../app-error.ts';
import type { ForeignSource } from './foreign.ts';
import type { SourceName } from './import-messages.ts';

/** So much is read at once, in bytes: the event loop has a turn after each. */
const PIECE_BYTES = 256 * 1024;

/** Throws AppError NOT_FOUND, BAD_INPUT, IO. */
export function namedSource(name: SourceName): ForeignSource {
  return 'path' in name ? fileSource(name.path) : textSource(name.text, name.at);
}

/** A file to be read. Throws AppError NOT_FOUND, BAD_INPUT, IO. */
export function fileSource(path: string): ForeignSource {
  const name = basename(path);
  const found = lookAt(path);
  if (!found) throw new AppError('NOT_FOUND', `There is no file ${path}.`);
  if (!found.isFile()) throw new AppError('BAD_INPUT', `${path} is no file: give one that can be read.`);
  return { name, size: found.size, at: found.mtimeMs, folder: dirname(path), open: () => readPieces(path) };
}

async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: PIECE_BYTES });
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `${path} could not be read: ${reason}.`);
  } finally {
    stream.destroy();
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `${path} could not be read: ${reason}.`);
  }
}

/** Text that was pasted. */
export function textSource(text: string, now: number): ForeignSource {
  const bytes = Buffer.from(text, 'utf8');
  return { name: 'pasted text', size: bytes.length, at: now, open: () => inPieces(bytes) };
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield await Promise.resolve(bytes.subarray(from, from + PIECE_BYTES));
  }
}
