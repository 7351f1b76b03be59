import type { JsonValue } from '../../../shared/model/json.ts';

/** What servers asked their clients for, and whose answers are awaited. */
export interface Replies {
  /** Resolves when the client has answered, whatever it says, or nobody waits any more. */
  wait(id: JsonValue, signal: AbortSignal): Promise<void>;
  /** Whether somebody waited for it. */
  came(id: JsonValue): boolean;
}

export function createReplies(): Replies {
  const waiting = new Map<JsonValue, () => void>();
  return {
    wait: (id, signal) =>
      new Promise((resolve) => {
        const over = (): void => {
          waiting.delete(id);
          signal.removeEventListener('abort', over);
          resolve();
        };
        if (signal.aborted) {
          resolve();
          return;
        }
        waiting.set(id, over);
        signal.addEventListener('abort', over, { once: true });
      }),
    came(id) {
      const over = waiting.get(id);
      over?.();
      return over !== undefined;
    },
  };
}
