/** Timers, given so that tests need not wait. */
export interface Clock {
  /** ms on a clock that never goes back. */
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

const WINDOW_CLOCK: Clock = {
  now: () => performance.now(),
  setTimer: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * Runs one load at a time and leaves a pause between their starts: the first request runs at once, those during the
 * pause or during a load become a single one after it. What a flood of changes costs is thus bounded.
 */
export class LoadPace {
  readonly #load: () => Promise<void>;
  readonly #pauseMs: number;
  readonly #clock: Clock;
  #startedAt = Number.NEGATIVE_INFINITY;
  #running = false;
  #wanted = false;
  #ended = false;
  #cancelTimer: (() => void) | undefined;

  constructor(load: () => Promise<void>, pauseMs: number, clock: Clock = WINDOW_CLOCK) {
    this.#load = load;
    this.#pauseMs = pauseMs;
    this.#clock = clock;
  }

  request(): void {
    if (this.#ended) return;
    this.#wanted = true;
    if (this.#running || this.#cancelTimer) return;
    const wait = this.#startedAt + this.#pauseMs - this.#clock.now();
    if (wait <= 0) {
      void this.#run();
      return;
    }
    this.#cancelTimer = this.#clock.setTimer(() => {
      this.#cancelTimer = undefined;
      void this.#run();
    }, wait);
  }

  /** No load starts any more. */
  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#wanted = false;
    this.#startedAt = this.#clock.now();
    try {
      await this.#load();
    } finally {
      this.#running = false;
    }
    this.#again();
  }

  /** Runs what was asked for during the load. */
  #again(): void {
    if (this.#wanted) this.request();
  }
}
