import type { EndSignal } from '../transport/end-signal.ts';

/** The longest that a timer of Node waits, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves after so many ms, or at once when the signal is aborted. Never rejects. */
export function pause(ms: number, signal?: EndSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, Math.min(ms, LONGEST_TIMER_MS));
    signal?.addEventListener('abort', over, { once: true });
  });
}
