/**
 * The end of the present round of the event loop, when all that it brought has been dealt with. What is written then leaves in a
 * row: whoever reads it is woken once and finds the rest there. Writes with other work between them wake their readers one by
 * one, which costs more than the writes.
 */
export interface TurnEnd {
  /** Calls back at the end of the turn, in the order of the calls. See `callEach` for what one throws. */
  readonly write: (go: () => void) => void;
  /** The same once all that was to be written has left, and whoever wrote it was told so. */
  readonly afterWrites: (go: () => void) => void;
}

/** Calls for each. What one throws keeps no other one back: it is thrown on behind them, as if each had a turn of its own. */
export function callEach<T>(all: readonly T[], call: (each: T) => void): void {
  for (const each of all) {
    try {
      call(each);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** `later` calls back when the present work is done, in the order of the calls, and lets what is due go first each time. */
export function createTurnEnd(later: (go: () => void) => void = setImmediate): TurnEnd {
  let writes: (() => void)[] = [];
  let rest: (() => void)[] = [];
  let isComing = false;
  const write = (): void => {
    const all = writes;
    writes = [];
    callEach(all, (go) => {
      go();
    });
  };
  const end = (): void => {
    // What came between, such as the next request of a connection: its end is to be told first, too.
    if (writes.length > 0) {
      later(write);
      later(end);
      return;
    }
    isComing = false;
    const all = rest;
    rest = [];
    callEach(all, (go) => {
      go();
    });
  };
  const come = (): void => {
    if (isComing) return;
    isComing = true;
    // Two calls: Node runs what waits for the end of a write between them.
    later(write);
    later(end);
  };
  return {
    write(go) {
      writes.push(go);
      come();
    },
    afterWrites(go) {
      rest.push(go);
      come();
    },
  };
}

/** That of this thread's event loop. */
export const TURN_END = createTurnEnd();
