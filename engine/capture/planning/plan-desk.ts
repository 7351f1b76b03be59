import type { DatabaseSync } from 'node:sqlite';
import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import { createPlanner } from '../../replay/plan/planner.ts';
import { createAnswerPages } from './answer-pages.ts';
import { packPlan, type PackedPlan } from './packed-plan.ts';
import { createRequestPages } from './request-pages.ts';
import type { StoredStep } from './plan-messages.ts';
import { StepReader } from './step-reader.ts';

/** The file is let go for others after so long, in ms. */
const SLICE_MS = 20;
/** So many exchanges are read at once. */
const PAGE = 32;

/** The open file that is planned from. */
export interface PlannedFile {
  readonly db: DatabaseSync;
  /** As in createCaptureReader. */
  readonly live: boolean;
  readonly lastNumber: number;
}

export interface PlanDeskOptions {
  /** Undefined while the file is not open. */
  readonly file: () => PlannedFile | undefined;
  /** The capture's name for people. */
  readonly name: string;
  readonly now?: () => number;
  /** Lets others have their turn. */
  readonly pause?: () => Promise<void>;
}

/**
 * Makes plans of one open file, in slices between the store's other work: reads all requests, then all answers. Throws what
 * SQLite throws, DamagedError, or AppError CANCELLED where the file is closed meanwhile.
 */
export class PlanDesk {
  readonly #options: Required<PlanDeskOptions>;
  #closed = false;
  #steps: { readonly db: DatabaseSync; readonly reader: StepReader } | undefined;

  constructor(options: PlanDeskOptions) {
    this.#options = {
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
    };
  }

  async plan(wish: PlanWish): Promise<PackedPlan> {
    const planner = createPlanner(wish);
    const { lastNumber } = this.#file();
    await this.#pass(lastNumber, createRequestPages, ({ row, recorded }) => {
      if (recorded) planner.asked(seeExchange(recorded));
      else if (row) planner.unread(row);
    });
    await this.#pass(lastNumber, createAnswerPages, ({ answered }) => {
      if (answered) planner.answered(answered);
    });
    return packPlan(planner.plan({ id: wish.captureId, name: this.#options.name }));
  }

  steps(numbers: readonly number[]): readonly StoredStep[] {
    const file = this.#file();
    if (this.#steps?.db !== file.db) this.#steps = { db: file.db, reader: new StepReader(file) };
    const { reader } = this.#steps;
    return inOneRead(file.db, () => {
      reader.catchUp(file.lastNumber);
      return reader.read(numbers);
    });
  }

  close(): void {
    this.#closed = true;
  }

  #file(): PlannedFile {
    const file = this.#closed ? undefined : this.#options.file();
    if (!file) throw new AppError('CANCELLED', 'The capture was closed before its plan was made.');
    return file;
  }

  /** Everything up to `last`, once, ascending. */
  async #pass<T extends { readonly number: number }>(
    last: number,
    reads: (db: DatabaseSync, live: boolean) => (after: number, last: number, limit: number) => T[],
    see: (one: T) => void,
  ): Promise<void> {
    const { now, pause } = this.#options;
    let after = 0;
    let open: { readonly db: DatabaseSync; readonly read: ReturnType<typeof reads> } | undefined;
    for (;;) {
      // The file may be opened anew between two slices, where another program has recorded it.
      const { db, live } = this.#file();
      if (open?.db !== db) open = { db, read: reads(db, live) };
      const { read } = open;
      const isOver = inOneRead(db, () => {
        const begin = now();
        while (now() - begin < SLICE_MS) {
          const page = read(after, last, PAGE);
          for (const one of page) see(one);
          const end = page.at(-1);
          if (!end) return true;
          after = end.number;
        }
        return false;
      });
      if (isOver) return;
      await pause();
    }
  }
}

/** One transaction instead of one a query: each has to lock the file, and to let it go. */
function inOneRead<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN');
  try {
    return work();
  } finally {
    db.exec('COMMIT');
  }
}
