/** One slice of work lasts about this long, in ms; only one large exchange can make it longer. */
const SLICE_MS = 4;
/** After a batch the store counts as busy for this long. */
const BUSY_MS = 100;
/** Of a busy store's time the work takes this share. */
const BUSY_SHARE = 0.15;
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
  #callOff: (() => void) | undefined;
  #stopped = false;

  /** `work` goes on until `isOver`, and answers whether something is left. It must not throw. */
  constructor(work: (isOver: () => boolean) => boolean, clock: SliceClock) {
    this.#work = work;
    this.#clock = clock;
  }

  /** The store has something to do that comes first. */
  busy(): void {
    this.#lastBusy = this.#clock.now();
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
      const pause = ((end - start) * (1 - BUSY_SHARE)) / BUSY_SHARE;
      this.#callOff = later(next, Math.min(pause, LONGEST_PAUSE_MS));
    }
  }
}
