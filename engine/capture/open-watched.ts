import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from './captures-contract.ts';

/** So often is looked at how far an old file is lifted to the format of today, in ms. */
const LOOK_MS = 200;

interface WatchedOpening {
  readonly signal: AbortSignal;
  /** Bytes, of as many as there are; only while an old file is lifted to the format of today. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Opens a capture, which takes long where it has to be lifted first (migrate.ts). CANCELLED at once by the signal: what
 * SQLite is at work with goes to its end behind, and the file is closed again then.
 */
export async function openWatched(
  captures: Pick<Captures, 'open' | 'close' | 'summaries'>,
  path: string,
  { signal, onProgress }: WatchedOpening,
): Promise<CaptureSummary> {
  const full = resolve(path);
  const wasOpen = captures.summaries().some((capture) => resolve(capture.path) === full);
  const lift = createLiftWatch(full);
  const timer = setInterval(() => {
    const seen = lift();
    if (seen) onProgress(seen.done, seen.total);
  }, LOOK_MS).unref();
  const gone = Promise.withResolvers<never>();
  const leave = (): void => {
    const message = `Opening ${basename(full)} was cancelled. What is in it is as it was.`;
    gone.reject(new AppError('CANCELLED', message));
  };
  signal.addEventListener('abort', leave, { once: true });
  const opening = captures.open(path);
  try {
    return await Promise.race([opening, gone.promise]);
  } catch (error) {
    if (signal.aborted && !wasOpen) opening.then(({ id }) => captures.close(id)).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', leave);
  }
}

/** How far lifting is, by what lies beside the file: half of it is the copy that is kept, half what is written anew. */
export function createLiftWatch(
  path: string,
): () => { readonly done: number; readonly total: number } | undefined {
  let copied = false;
  let most = 0;
  return () => {
    const total = sizeOf(path);
    const copy = passingCopy(path);
    if (copy === undefined && !copied) return undefined;
    copied = true;
    const half =
      copy === undefined ? total / 2 + Math.min(sizeOf(`${path}-wal`), total) / 2 : Math.min(copy, total) / 2;
    // Never backwards, and the end is told by nobody but who opens.
    most = Math.max(most, Math.min(Math.floor(half), total - 1));
    return { done: most, total };
  };
}

/** Bytes of the copy that is being made. */
function passingCopy(path: string): number | undefined {
  const begins = `${basename(path)}.v`;
  try {
    const name = readdirSync(dirname(path)).find(
      (one) => one.startsWith(begins) && one.endsWith('-backup.part'),
    );
    return name === undefined ? undefined : sizeOf(join(dirname(path), name));
  } catch {
    return undefined;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
