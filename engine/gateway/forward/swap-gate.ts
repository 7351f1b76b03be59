/** Answers that wait until another one has left. */
export interface SwapGate {
  /** Whether somebody waits: then the next answer is what it waits for. */
  readonly waiting: boolean;
  /** Holds until `left` is called for another answer, `maxHoldMs` have passed or the returned function was called. */
  hold(go: () => void, maxHoldMs: number): () => void;
  /** An answer has left, to its end. */
  left(): void;
}

export function createSwapGate(): SwapGate {
  const held = new Set<() => void>();
  return {
    get waiting() {
      return held.size > 0;
    },
    hold(go, maxHoldMs) {
      const end = (): boolean => {
        clearTimeout(timer);
        return held.delete(release);
      };
      const release = (): void => {
        if (end()) go();
      };
      const timer = setTimeout(release, maxHoldMs);
      held.add(release);
      return end;
    },
    left() {
      for (const release of [...held]) release();
    },
  };
}
