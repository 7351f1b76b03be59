/** Notices when nothing comes for too long. */
export interface IdleClock {
  /** Something came: starts anew. */
  restart(): void;
  stop(): void;
}

/**
 * Not running until the first `restart`. `idleMs` of 0: never expires. While `mayBeSilent`, such as when a person is
 * being asked on behalf of the other side, silence is nobody's fault: it starts anew.
 */
export function createIdleClock(options: {
  readonly idleMs: number;
  readonly mayBeSilent: () => boolean;
  readonly onExpire: () => void;
}): IdleClock {
  const { idleMs, mayBeSilent, onExpire } = options;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
  };
  const restart = (): void => {
    stop();
    if (idleMs === 0) return;
    timer = setTimeout(() => {
      if (mayBeSilent()) restart();
      else onExpire();
    }, idleMs);
  };
  return { restart, stop };
}
