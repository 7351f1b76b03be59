/** What is used in several steps is not let go between two of them: so long nobody may have used it, in ms. */
export const UNUSED_MS = 500;

/** Counts who uses something at this moment. */
export interface UseCount {
  /** Somebody begins to use it; what is returned says, once, that this use has ended. */
  begin(): () => void;
  readonly inUse: boolean;
  /**
   * Calls `act` once, when nobody has used it for UNUSED_MS; it replaces what was to be called before. What is
   * returned calls it off.
   */
  whenUnused(act: () => void): () => void;
}

export function createUseCount(): UseCount {
  let users = 0;
  let act: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    clearTimeout(timer);
    if (!act || users > 0) return;
    timer = setTimeout(() => {
      const due = act;
      act = undefined;
      due?.();
    }, UNUSED_MS);
  };
  return {
    begin() {
      users += 1;
      clearTimeout(timer);
      let using = true;
      return () => {
        if (!using) return;
        using = false;
        users -= 1;
        look();
      };
    },
    get inUse() {
      return users > 0;
    },
    whenUnused(wanted) {
      act = wanted;
      look();
      return () => {
        if (act === wanted) act = undefined;
        look();
      };
    },
  };
}
