import { AppError } from '../app-error.ts';

/** Something under way that several requests need. */
export interface SharedWait<T> {
  readonly done: Promise<T>;
  /** Ends it. */
  readonly abort: AbortController;
  /** How many wait for it now. */
  waiters: number;
}

/**
 * Waits for it; whoever waits may stop waiting, and with the last one it ends. Rejects with AppError CANCELLED where
 * the signal is aborted first.
 */
export function waitWithOthers<T>(shared: SharedWait<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    shared.waiters += 1;
    const leave = (): void => {
      shared.waiters -= 1;
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      leave();
      if (shared.waiters === 0) shared.abort.abort();
      reject(new AppError('CANCELLED', 'The request was cancelled before its session was open.'));
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    shared.done.finally(leave).then(resolve, reject);
  });
}
