import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { AppError } from '../app-error.ts';
import { createPrivateFile } from './private-file.ts';

/**
 * Lets `write` fill an empty file under a passing name beside `target`, then gives it its name: whoever looks sees nothing
 * or the whole copy. An existing target is refused, whatever it is, unless a person has seen it and wants it replaced.
 * Returns its bytes. Throws AppError CONFLICT, NOT_FOUND, IO, and what `write` throws.
 */
export async function saveCopy(
  target: string,
  write: (path: string) => Promise<unknown>,
  replace = false,
): Promise<number> {
  const path = resolve(target);
  const present = statSync(path, { throwIfNoEntry: false });
  if (present && !(replace && present.isFile())) throw taken(path);
  if (!existsSync(dirname(path))) throw new AppError('NOT_FOUND', `There is no folder ${dirname(path)}.`);
  const passing = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    createPrivateFile(passing);
    await write(passing);
    const { size } = statSync(passing);
    if (replace) replaceFile(passing, path);
    else giveName(passing, path);
    return size;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `The copy ${path} could not be written: ${reason}.`);
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(passing + ending, { force: true });
  }
}

function taken(path: string): AppError {
  return new AppError(
    'CONFLICT',
    `There is a file ${path} already. Choose another name, or remove it first.`,
  );
}

/** The journals beside an earlier capture would be taken for the new one's. */
function replaceFile(passing: string, path: string): void {
  renameSync(passing, path);
  for (const ending of ['-journal', '-wal', '-shm']) rmSync(path + ending, { force: true });
}

/** A hard link, unlike a rename, never replaces what came into being meanwhile. */
function giveName(passing: string, path: string): void {
  try {
    linkSync(passing, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || existsSync(path)) throw taken(path);
    // Not every file system has hard links.
    renameSync(passing, path);
  }
}
