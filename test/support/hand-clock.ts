import type { SliceClock } from '../../engine/capture/judging/slices.ts';

/** A clock that a test moves by hand. */
export interface HandClock extends SliceClock {
  pass(ms: number): void;
  /** Runs what comes first; time goes on to it. Answers whether there was something. */
  runNext(): boolean;
  /** Runs all that waits, and what comes of it. */
  runAll(): void;
  waiting(): number;
}

export function createHandClock(): HandClock {
  let now = 1_000;
  let entries: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  let order = 0;
  const add = (run: () => void, ms: number): (() => void) => {
    order += 1;
    const entry = { at: now + ms, order, run };
    entries.push(entry);
    return () => {
      entries = entries.filter((each) => each !== entry);
    };
  };
  const runNext = (): boolean => {
    const [first] = [...entries].sort((one, other) => one.at - other.at || one.order - other.order);
    if (!first) return false;
    entries = entries.filter((each) => each !== first);
    now = Math.max(now, first.at);
    first.run();
    return true;
  };
  return {
    now: () => now,
    soon: (run) => add(run, 0),
    later: add,
    pass(ms) {
      now += ms;
    },
    runNext,
    runAll() {
      while (runNext()) {
        // Each run may add others.
      }
    },
    waiting: () => entries.length,
  };
}
