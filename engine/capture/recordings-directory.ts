import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { readFileHeader } from './file-header.ts';
import { CURRENT_FORMAT, FILE_EXTENSION } from './format.ts';
import { createPrivateFile, PRIVATE_FOLDER } from './private-file.ts';

/** A name that Hopscope gave itself: such a file is removed again when nothing was recorded in it. */
const AUTOMATIC = /^\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?\.hopscope$/;

export function isAutomaticName(name: string): boolean {
  return AUTOMATIC.test(name);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Such as `2026-11-23-1412`, in the machine's own time: it is the user who looks for it. */
function automaticName(now: number): string {
  const at = new Date(now);
  const date = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}-${two(at.getHours())}${two(at.getMinutes())}`;
}

/**
 * Makes an empty file for a new recording and returns its path. A name that is taken gets a number where Hopscope
 * chose it, and is refused where the user did. Throws AppError BAD_INPUT, CONFLICT, IO.
 */
export function claimFile(directory: string, name: string | undefined, now: number): string {
  try {
    mkdirSync(directory, { recursive: true, mode: PRIVATE_FOLDER });
    if (name !== undefined) {
      const path = join(directory, checkName(name));
      if (!claim(path))
        throw new AppError('CONFLICT', `There is a capture ${path} already. Choose another name.`);
      return path;
    }
    for (let count = 1; ; count += 1) {
      const ending = count === 1 ? '' : `-${String(count)}`;
      const path = join(directory, `${automaticName(now)}${ending}${FILE_EXTENSION}`);
      if (claim(path)) return path;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `No capture can be made in ${directory}: ${reason}.`);
  }
}

/** False where the file exists. A journal of that name belongs to a file that somebody moved away: not ours either. */
function claim(path: string): boolean {
  if (existsSync(`${path}-wal`) || existsSync(`${path}-journal`)) return false;
  try {
    createPrivateFile(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Letters, digits and what else every file system takes; no way out of the folder. */
function checkName(name: string): string {
  const bare = name.endsWith(FILE_EXTENSION) ? name.slice(0, -FILE_EXTENSION.length) : name;
  const fine = /^[^<>:"/\\|?*\p{Cc}]{1,120}$/u.test(bare) && !/^[.\s]|[.\s]$/.test(bare);
  if (!fine) {
    throw new AppError(
      'BAD_INPUT',
      'A capture\'s name has 1 to 120 characters, none of < > : " / \\ | ? *, and neither begins nor ends with a dot or a space.',
    );
  }
  return bare + FILE_EXTENSION;
}

/** A recording that was not closed properly. */
export interface Unclosed {
  readonly path: string;
  readonly name: string;
}

/** Recordings in the directory that were not closed properly, newest first. Empty where the directory is absent. */
export function findUnclosed(directory: string): Unclosed[] {
  return captureNames(directory)
    .map((name) => ({ name, path: join(directory, name) }))
    .filter(({ name, path }) => isUnclosed(path, name))
    .map((file) => ({ ...file, at: newest(file.path) }))
    .sort((a, b) => b.at - a.at)
    .map(({ name, path }) => ({ name, path }));
}

function captureNames(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(FILE_EXTENSION));
  } catch {
    return [];
  }
}

/** Looks only at files that this process has not open yet: see readFileHeader. */
function isUnclosed(path: string, name: string): boolean {
  // Another Hopscope may be laying out its new file at this moment.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return false;
  if (existsSync(`${path}-wal`) || existsSync(`${path}-journal`)) return true;
  try {
    return readFileHeader(path, name, CURRENT_FORMAT).wal;
  } catch {
    // What no Hopscope of this version wrote is not ours to open unasked.
    return false;
  }
}

function newest(path: string): number {
  return Math.max(
    ...[path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

/** Renames a damaged recording, its journal with it, so that it stays as it is; returns its new path. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${path}.damaged-${stamp}`;
  renameSync(path, aside);
  for (const ending of ['-wal', '-shm', '-journal']) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  }
  return aside;
}

/** Removes a closed capture file. */
export function removeFile(path: string): void {
  rmSync(path, { force: true });
}
