/** Tells of changes, though not of each. */
export interface Ticker {
  /** Told at once where the last time is long enough ago, else when it is. */
  changed(): void;
  /** Told at once in any case. */
  now(): void;
}

/** At most one `tell` every `everyMs`, but for those of `now`. What waits does not keep the process alive. */
export function createTicker(everyMs: number, tell: () => void): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let waits = false;
  const fire = (): void => {
    waits = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (waits) fire();
    }, everyMs).unref();
    tell();
  };
  return {
    changed() {
      if (timer === undefined) fire();
      else waits = true;
    },
    now: fire,
  };
}
