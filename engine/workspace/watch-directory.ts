import { watch, type FSWatcher } from 'node:fs';

// A checkout by git touches many files in a row: one look after the last of them is enough.
const QUIET_MS = 100;
// Where the system refuses to watch (inotify's limit, some network file systems), look this often.
const POLL_MS = 2000;

/**
 * Calls `onChange` some time after anything in one of the directories changed, and possibly when nothing did.
 * Directories that do not exist are looked for again after each change. Keeps no process alive.
 * Returns the function that ends the watch.
 */
export function watchDirectories(paths: readonly string[], onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let quiet: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let ended = false;

  const changed = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      // A directory that was removed and made again has the same path but is another one: watch anew.
      for (const path of [...watchers.keys()]) drop(path);
      watchAll();
      onChange();
    }, QUIET_MS);
    quiet.unref();
  };
  const pollInstead = (): void => {
    if (poll || ended) return;
    poll = setInterval(onChange, POLL_MS);
    poll.unref();
  };
  const drop = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const watchOne = (path: string): void => {
    if (watchers.has(path)) return;
    try {
      const watcher = watch(path, { persistent: false }, changed);
      watcher.on('error', () => {
        drop(path);
        pollInstead();
      });
      watchers.set(path, watcher);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!missing) pollInstead();
    }
  };
  const watchAll = (): void => {
    if (ended) return;
    for (const path of paths) watchOne(path);
  };

  watchAll();
  return () => {
    ended = true;
    clearTimeout(quiet);
    clearInterval(poll);
    for (const path of [...watchers.keys()]) drop(path);
  };
}
