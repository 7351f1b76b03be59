import { existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../app-error.ts';
import { createPrivateFile } from './private-file.ts';

/** What SQLite puts beside a file. */
const BESIDE = ['', '-journal', '-wal', '-shm'] as const;

/**
 * Lets `write` fill an empty file under a passing name beside `target`, then gives it its name: whoever looks sees nothing
 * or the whole file, and an existing target is refused, whatever it is, unless a person wants it replaced. What a killed process left of this is taken away
 * when the next one writes there. Throws AppError CONFLICT, NOT_FOUND, IO, and what `write` throws.
 */
export async function writePassing(
  target: string,
  write: (path: string) => Promise<void>,
  replace = false,
): Promise<void> {
  const path = resolve(target);
  const present = statSync(path, { throwIfNoEntry: false });
  if (present && !(replace && present.isFile())) throw taken(path);
  if (!existsSync(dirname(path))) throw new AppError('NOT_FOUND', `There is no folder ${dirname(path)}.`);
  removeLeftOvers(dirname(path));
  const name = `.${basename(path)}.${String(process.pid)}.${randomBytes(4).toString('hex')}.part`;
  const passing = join(dirname(path), name);
  try {
    createPrivateFile(passing);
    await write(passing);
    if (replace) replaceFile(passing, path);
    else giveName(passing, path);
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `${path} could not be written: ${reason}.`);
  } finally {
    for (const ending of BESIDE) rmSync(passing + ending, { force: true });
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
  for (const ending of BESIDE.slice(1)) rmSync(path + ending, { force: true });
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

const PASSING = /^\..+\.(\d+)\.[0-9a-f]{8}\.part(?:-journal|-wal|-shm)?$/;

/** A file in a shared folder may be another machine's, whose processes nobody knows here. In ms. */
const LEFT_OVER_MS = 10 * 60_000;

/** Takes away passing files of processes that are no more. Best effort: what cannot be removed stays. */
function removeLeftOvers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = PASSING.exec(name)?.[1];
      if (pid === undefined || isRunning(Number(pid))) continue;
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > LEFT_OVER_MS) rmSync(path, { force: true });
    }
  } catch {
    // The write that follows says what is wrong with the folder.
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
