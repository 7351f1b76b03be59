/** One slice of work lasts about this long, in ms; only one large exchange can make it longer. */
const SLICE_MS = 4;
/** After a batch the store counts as busy for this long. */
const BUSY_MS = 100;
/** Of a busy store's time the work takes this share. */
const BUSY_SHARE = 0.15;
/** And of a flooded one's this: it could not keep up anyway, and whoever sends so much needs the processor. */
const FLOODED_SHARE = 0.05;
/** So many exchanges a second are a flood. */
const FLOOD = 1_000;
/** The rate is that of the last stretch of this length, in ms. */
const RATE_MS = 500;
/** Even after a very long slice it goes on after so long. */
const LONGEST_PAUSE_MS = 1_000;

/** Time, as a parameter. */
export interface SliceClock {
  /** Ms, monotonic. */
  readonly now: () => number;
  /** Calls `run` once, after what waits at the moment; answers how to call it off. */
  readonly soon: (run: () => void) => () => void;
  readonly later: (run: () => void, ms: number) => () => void;
}

export const REAL_CLOCK: SliceClock = {
  now: () => performance.now(),
  soon: (run) => {
    const handle = setImmediate(run);
    return () => {
      clearImmediate(handle);
    };
  },
  later: (run, ms) => {
    const handle = setTimeout(run, ms);
    return () => {
      clearTimeout(handle);
    };
  },
};

/**
 * Does work in slices between other work of the same thread: while the store is busy only a share of the time, and all of
 * the time when it is quiet.
 */
export class Slices {
  readonly #work: (isOver: () => boolean) => boolean;
  readonly #clock: SliceClock;
  #lastBusy = Number.NEGATIVE_INFINITY;
  #stretch = { from: Number.NEGATIVE_INFINITY, exchanges: 0 };
  #flooded = false;
  #callOff: (() => void) | undefined;
  #stopped = false;

  /** `work` goes on until `isOver`, and answers whether something is left. It must not throw. */
  constructor(work: (isOver: () => boolean) => boolean, clock: SliceClock) {
    this.#work = work;
    this.#clock = clock;
  }

  /** The store has something to do that comes first: a batch in which so many exchanges end. */
  busy(exchanges: number): void {
    const now = this.#clock.now();
    this.#lastBusy = now;
    const ms = now - this.#stretch.from;
    if (ms >= RATE_MS) {
      this.#flooded = (this.#stretch.exchanges / ms) * 1_000 >= FLOOD;
      this.#stretch = { from: now, exchanges: 0 };
    }
    this.#stretch.exchanges += exchanges;
  }

  /** There is something to do. */
  wake(): void {
    if (this.#stopped) return;
    this.#callOff ??= this.#clock.soon(() => {
      this.#run();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #run(): void {
    this.#callOff = undefined;
    const { now, soon, later } = this.#clock;
    const start = now();
    const goesOn = this.#work(() => now() - start >= SLICE_MS);
    if (!goesOn || this.#stopped) return;
    const end = now();
    const next = (): void => {
      this.#run();
    };
    if (end - this.#lastBusy >= BUSY_MS) this.#callOff = soon(next);
    else {
      const share = this.#flooded ? FLOODED_SHARE : BUSY_SHARE;
      const pause = ((end - start) * (1 - share)) / share;
      this.#callOff = later(next, Math.min(pause, LONGEST_PAUSE_MS));
    }
  }
}
