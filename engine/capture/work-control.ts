/** Shared between whoever asked and the worker: numbers of 32 bits. */
const CANCELLED = 0;
const DONE = 1;
const TOTAL = 2;

/** So often whoever asked is told how far it is, in ms. */
const PROGRESS_MS = 200;

/** How far a piece of work is, in steps of its own; `total` is 0 while nothing is known yet. */
export interface WorkProgress {
  readonly done: number;
  readonly total: number;
}

/** The worker's side: how far it is, and whether it is still wanted. */
export interface WorkWatch {
  progress(done: number, total: number): void;
  cancelled(): boolean;
}

/** How far a worker is with what takes more than a moment, seen from both sides. */
export class WorkControl {
  readonly shared: SharedArrayBuffer;
  readonly #numbers: Int32Array;

  constructor(shared = new SharedArrayBuffer(12)) {
    this.shared = shared;
    this.#numbers = new Int32Array(shared);
  }

  cancel(): void {
    Atomics.store(this.#numbers, CANCELLED, 1);
  }

  progress(): WorkProgress {
    return { done: Atomics.load(this.#numbers, DONE), total: Atomics.load(this.#numbers, TOTAL) };
  }

  watch(): WorkWatch {
    return {
      progress: (done, total) => {
        Atomics.store(this.#numbers, DONE, done);
        Atomics.store(this.#numbers, TOTAL, total);
      },
      cancelled: () => Atomics.load(this.#numbers, CANCELLED) === 1,
    };
  }

  /** Tells how far the work is until it has ended, and once more at its end, also where all of it took less than a moment. */
  async follow<T>(work: Promise<T>, onProgress: (progress: WorkProgress) => void): Promise<T> {
    const timer = setInterval(() => {
      onProgress(this.progress());
    }, PROGRESS_MS);
    try {
      const result = await work;
      onProgress(this.progress());
      return result;
    } finally {
      clearInterval(timer);
    }
  }
}
