import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { identity } from './file-header.ts';
import { FILE_EXTENSION } from './format.ts';

/** So often a folder is looked at, in ms. Watching it would tell of each write into it, our own among them. */
const LOOK_MS = 500;
/** SQLite keeps such a file beside a database that several programs have open in WAL mode. */
const SHARED = `${FILE_EXTENSION}-shm`;

/**
 * Opens recordings that other programs make in a folder for all to see, each once. `isKnown` and `open` go by the
 * file's identity. Keeps no process alive. Returns what ends the watch.
 */
export function watchLiveFiles(
  directory: string,
  files: {
    readonly isKnown: (key: string) => boolean;
    readonly open: (path: string, key: string) => Promise<void>;
  },
): () => void {
  // A file that could not be opened, or that a person has closed, is not opened again and again.
  const tried = new Set<string>();
  const look = (): void => {
    for (const path of sharedFiles(directory)) {
      const key = keyOf(path);
      if (key === undefined || tried.has(key)) continue;
      tried.add(key);
      // What cannot be opened is told of when a person opens it.
      if (!files.isKnown(key)) files.open(path, key).catch(() => undefined);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function sharedFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(SHARED))
      .map((name) => join(directory, name.slice(0, -'-shm'.length)));
  } catch {
    return [];
  }
}

function keyOf(path: string): string | undefined {
  try {
    return identity(path);
  } catch {
    return undefined;
  }
}
