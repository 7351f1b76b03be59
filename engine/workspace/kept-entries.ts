import { mkdir } from 'node:fs/promises';
import { PRIVATE_FOLDER } from '../capture/private-file.ts';
import type { Reading } from './file-reading.ts';
import { reason, readKeptFile, replaceKeptFile } from './kept-file.ts';

/** Things by key that outlive the engine, in a file that is of this machine and not for git. */
export interface KeptEntries<T> {
  /** As the file had them at the start. */
  readonly found: ReadonlyMap<string, T>;
  /** Undefined forgets. Written soon; what cannot be written is told of, and lost with this run. */
  keep(key: string, entry: T | undefined): void;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

export interface KeptEntriesOptions<T> {
  /** Name within the folder, such as `eras.json`. */
  readonly file: string;
  /** Entries that are none are left out. Never throws. */
  readonly read: (text: string) => Reading<ReadonlyMap<string, T>>;
  readonly write: (entries: readonly (readonly [string, T])[]) => string;
  /** The file stays small: what was kept longest ago goes first. */
  readonly most: number;
  /** Sentences before the reason: the file cannot be read; it cannot be written. */
  readonly unreadable: string;
  readonly unwritten: string;
  readonly onProblem: (message: string) => void;
  readonly now: () => number;
}

/** Keeps nothing. */
export function noKeptEntries<T>(): KeptEntries<T> {
  return { found: new Map(), keep: () => undefined, close: () => Promise.resolve() };
}

/** Reads what earlier runs kept. Never rejects: a file that cannot be used is told of and put aside. */
export async function openKeptEntries<T>(
  directory: string,
  options: KeptEntriesOptions<T>,
): Promise<KeptEntries<T>> {
  const present = await readKeptFile(directory, options.file, options.read);
  if (present.state !== 'absent' && present.state !== 'ok') {
    options.onProblem(`${options.unreadable} ${present.problems[0]?.message ?? ''}`.trim());
  }
  return new EntriesFile(directory, present.value ?? new Map<string, T>(), options);
}

class EntriesFile<T> implements KeptEntries<T> {
  readonly found: Map<string, T>;
  readonly #directory: string;
  readonly #options: KeptEntriesOptions<T>;
  readonly #changes = new Map<string, T | undefined>();
  #writing: Promise<void> | undefined;
  #hasFailed = false;

  constructor(directory: string, found: ReadonlyMap<string, T>, options: KeptEntriesOptions<T>) {
    this.#directory = directory;
    this.found = new Map(found);
    this.#options = options;
  }

  keep(key: string, entry: T | undefined): void {
    this.#changes.set(key, entry);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#changes.size > 0) {
      const changes = [...this.#changes];
      this.#changes.clear();
      try {
        await this.#merge(changes);
      } catch (error) {
        // Once is enough: it would be told again with every change.
        if (!this.#hasFailed) this.#options.onProblem(`${this.#options.unwritten} ${reason(error)}`);
        this.#hasFailed = true;
      }
    }
  }

  /** Into what is on disk now: another Hopscope may have written meanwhile. */
  async #merge(changes: readonly (readonly [string, T | undefined])[]): Promise<void> {
    const { file, read, write, most, now } = this.#options;
    await mkdir(this.#directory, { recursive: true, mode: PRIVATE_FOLDER });
    const present = await readKeptFile(this.#directory, file, read);
    const entries = new Map(present.value ?? []);
    for (const [key, entry] of changes) {
      // What is new stands last.
      entries.delete(key);
      if (entry !== undefined) entries.set(key, entry);
    }
    const kept = [...entries].slice(-most);
    await replaceKeptFile(this.#directory, present, write(kept), new Date(now()));
  }
}
