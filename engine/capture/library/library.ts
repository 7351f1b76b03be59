import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { CaptureLabels, LibraryEntry, RetentionWish } from '../../../shared/model/capture-library.ts';
import { AppError } from '../../app-error.ts';
import type { Captures } from '../captures.ts';
import { readFileHeader } from '../file-header.ts';
import { CURRENT_FORMAT, FILE_EXTENSION } from '../format.ts';
import { GUARDS } from '../open-file.ts';
import { PRIVATE_FOLDER } from '../private-file.ts';
import { readRedactionNote } from '../redacting/redaction-note.ts';
import { toCaptureError } from '../sqlite-fault.ts';
import { labelFile, NO_LABELS, readLabels } from './labels.ts';
import { outOfRetention } from './retention.ts';

/** Files that belong to a capture. */
const ENDINGS = ['', '-wal', '-shm', '-journal'] as const;
/** The capture files among the recordings, and what is done with them as files. Methods throw AppError. */
export class CaptureLibrary {
  readonly #captures: Captures;
  readonly #directory: string;
  readonly #trash: string;
  readonly #now: () => number;

  constructor(captures: Captures, directory: string, now: () => number = Date.now) {
    this.#captures = captures;
    this.#directory = resolve(directory);
    this.#trash = join(this.#directory, 'trash');
    this.#now = now;
  }

  /** The one that was changed last first. */
  async list(): Promise<LibraryEntry[]> {
    const open = new Map(this.#captures.summaries().map((capture) => [resolve(capture.path), capture]));
    const entries: LibraryEntry[] = [];
    for (const name of captureNames(this.#directory)) {
      const path = join(this.#directory, name);
      const capture = open.get(path);
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) continue;
      const file = { path, name, bytes: sizeOf(path), changedAt: found.mtimeMs, open: capture !== undefined };
      if (!capture) {
        entries.push({ ...file, ...lookInto(path, name) });
        continue;
      }
      const labels = await this.#captures.ask(capture.id, 'labels', null);
      const { exchanges, redacted } = capture;
      entries.push({ ...file, ...labels, exchanges, ...(redacted && { redacted }) });
    }
    return entries.sort((one, other) => other.changedAt - one.changedAt);
  }

  async describe(path: string, labels: CaptureLabels): Promise<CaptureLabels> {
    const full = resolve(path);
    const capture = this.#captures.summaries().find((each) => resolve(each.path) === full);
    if (capture?.followed) {
      throw new AppError(
        'CONFLICT',
        `${capture.name} is recorded by another Hopscope now. Label it when that has ended.`,
      );
    }
    if (capture) return this.#captures.ask(capture.id, 'label', labels);
    const name = basename(full);
    readFileHeader(full, name, CURRENT_FORMAT);
    return labelFile(full, name, labels);
  }

  /** Answers the folder in which they are now, and where in it. */
  remove(paths: readonly string[]): { readonly trash: string; readonly moved: readonly string[] } {
    const full = this.#closedFiles(paths, this.#directory, 'among the recordings in');
    return { trash: this.#trash, moved: moveAll(full, this.#trash) };
  }

  /** What was put into the trash, the one that was changed last first. */
  trash(): LibraryEntry[] {
    return captureNames(this.#trash)
      .flatMap((name): LibraryEntry[] => {
        const path = join(this.#trash, name);
        const found = statSync(path, { throwIfNoEntry: false });
        if (!found) return [];
        const file = { path, name, bytes: sizeOf(path), changedAt: found.mtimeMs, open: false };
        return [{ ...file, ...lookInto(path, name) }];
      })
      .sort((one, other) => other.changedAt - one.changedAt);
  }

  /** Answers where they are now: under another name where theirs has been taken since. */
  restore(paths: readonly string[]): readonly string[] {
    return moveAll(this.#closedFiles(paths, this.#trash, 'in the trash at'), this.#directory);
  }

  #closedFiles(paths: readonly string[], directory: string, where: string): readonly string[] {
    const open = new Set(this.#captures.summaries().map((capture) => resolve(capture.path)));
    const full = paths.map((path) => resolve(path));
    for (const path of full) {
      if (dirname(path) !== directory || !path.endsWith(FILE_EXTENSION)) {
        throw new AppError('BAD_INPUT', `${path} is no capture ${where} ${directory}.`);
      }
      if (open.has(path)) throw new AppError('CONFLICT', `${basename(path)} is open. Close it first.`);
      if (!existsSync(path)) throw new AppError('NOT_FOUND', `There is no file ${path}.`);
    }
    return full;
  }

  /** What retention takes; `apply`: it has been moved to the trash. */
  async retain(wish: RetentionWish, apply: boolean): Promise<LibraryEntry[]> {
    const going = outOfRetention(await this.list(), wish, this.#now());
    if (apply && going.length > 0) this.remove(going.map(({ path }) => path));
    return going;
  }
}

function captureNames(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(FILE_EXTENSION));
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  return ENDINGS.reduce(
    (sum, ending) => sum + (statSync(path + ending, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Without a lock, a migration or a journal beside it: only what the list shows. */
function lookInto(
  path: string,
  name: string,
): CaptureLabels & Pick<LibraryEntry, 'exchanges' | 'problem' | 'redacted'> {
  let db: DatabaseSync | undefined;
  try {
    readFileHeader(path, name, CURRENT_FORMAT);
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    db = new DatabaseSync(url, { readOnly: true, defensive: true });
    db.exec(GUARDS);
    const last = db.prepare('SELECT max(number) AS n FROM exchange').get()?.['n'];
    const redacted = readRedactionNote(db);
    return {
      ...readLabels(db),
      exchanges: typeof last === 'number' ? last : 0,
      ...(redacted && { redacted }),
    };
  } catch (error) {
    const known = toCaptureError(error, name);
    return { ...NO_LABELS, problem: known instanceof Error ? known.message : String(known) };
  } finally {
    db?.close();
  }
}

/** Into a folder, which is made where it is absent. Answers where each is now. */
function moveAll(paths: readonly string[], folder: string): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    return paths.map((path) => moveInto(folder, path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `Not everything could be moved to ${folder}: ${reason}.`);
  }
}

function moveInto(folder: string, path: string): string {
  const name = basename(path);
  let target = join(folder, name);
  for (let count = 2; existsSync(target); count += 1) {
    target = join(folder, `${name.slice(0, -FILE_EXTENSION.length)}-${String(count)}${FILE_EXTENSION}`);
  }
  for (const ending of ENDINGS) if (existsSync(path + ending)) renameSync(path + ending, target + ending);
  return target;
}
