import type { RedactionReport } from '../../../shared/model/redaction.ts';
import type { LearnedSecret } from '../redaction/secret-book.ts';
import type { RedactionTask, RedactionWatch } from './redaction-task.ts';

/** Shared between whoever asked and the worker: numbers of 32 bits. */
const CANCELLED = 0;
const DONE = 1;
const TOTAL = 2;

/** How far redacting is, seen from both sides. */
export class RedactionControl {
  readonly shared: SharedArrayBuffer;
  readonly #numbers: Int32Array;

  constructor(shared = new SharedArrayBuffer(12)) {
    this.shared = shared;
    this.#numbers = new Int32Array(shared);
  }

  cancel(): void {
    Atomics.store(this.#numbers, CANCELLED, 1);
  }

  /** Exchanges looked at; `total` is 0 while nothing is known yet. */
  progress(): { readonly done: number; readonly total: number } {
    return { done: Atomics.load(this.#numbers, DONE), total: Atomics.load(this.#numbers, TOTAL) };
  }

  /** The worker's side. */
  watch(): RedactionWatch {
    return {
      progress: (done, total) => {
        Atomics.store(this.#numbers, DONE, done);
        Atomics.store(this.#numbers, TOTAL, total);
      },
      cancelled: () => Atomics.load(this.#numbers, CANCELLED) === 1,
    };
  }
}

/** Questions to a worker about redacting its capture. `control`: of a RedactionControl. */
export interface RedactionQueries {
  /** What is a secret in the capture, for whoever replaces it in what was asked for. */
  secrets: {
    in: { task: RedactionTask; control: SharedArrayBuffer };
    out: { secrets: LearnedSecret[]; problems: string[] };
  };
  redactionPreview: { in: { task: RedactionTask; control: SharedArrayBuffer }; out: RedactionReport };
  /** Fills an empty file. */
  redactedCopy: {
    in: {
      task: RedactionTask;
      path: string;
      program: string;
      /** Epoch ms. */
      now: number;
      control: SharedArrayBuffer;
    };
    out: RedactionReport;
  };
}
