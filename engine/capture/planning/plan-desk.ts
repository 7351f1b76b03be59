import type { DatabaseSync } from 'node:sqlite';
import type { PlanWish, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import { createPlanner, type Planner } from '../../replay/plan/planner.ts';
import { createRecordedReader, type RecordedReader } from '../judging/read-recorded.ts';
import { decodeRow, ROW_COLUMNS } from '../row-columns.ts';
import { DamagedError, numberOf } from '../stored-values.ts';
import type { StoredStep } from './plan-messages.ts';
import { StepReader } from './step-reader.ts';

/** The file is let go for others after so long, in ms. */
const SLICE_MS = 20;
/** So many numbers are asked for at once. */
const PAGE = 1_000;

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

  async plan(wish: PlanWish): Promise<ReplayPlan> {
    const planner = createPlanner(wish);
    const { lastNumber } = this.#file();
    await this.#pass(lastNumber, (reader, number, row) => {
      askedIn(planner, reader, number, row);
    });
    await this.#pass(lastNumber, (reader, number) => {
      const recorded = unlessDamaged(() => reader.read(number));
      if (recorded) planner.answered(seeExchange(recorded));
    });
    return planner.plan({ id: wish.captureId, name: this.#options.name });
  }

  steps(numbers: readonly number[]): readonly StoredStep[] {
    const file = this.#file();
    if (this.#steps?.db !== file.db) this.#steps = { db: file.db, reader: new StepReader(file) };
    const { reader } = this.#steps;
    return inOneRead(file.db, () => {
      reader.catchUp(file.lastNumber);
      return numbers.flatMap((number) => unlessDamaged(() => reader.read(number)) ?? []);
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
  async #pass(
    last: number,
    see: (reader: RecordedReader, number: number, row: () => ReturnType<typeof decodeRow>) => void,
  ): Promise<void> {
    const { now, pause } = this.#options;
    let after = 0;
    for (;;) {
      // The file may be opened anew between two slices, where another program has recorded it.
      const { db, live } = this.#file();
      const reader = createRecordedReader(db, live);
      const page = db.prepare(
        `SELECT number FROM exchange WHERE number > ? AND number <= ? ORDER BY number LIMIT ${String(PAGE)}`,
      );
      const one = db.prepare(`SELECT ${ROW_COLUMNS.join(', ')} FROM exchange WHERE number = ?`);
      const row = (number: number): ReturnType<typeof decodeRow> => decodeRow(one.get(number) ?? {});
      const isOver = inOneRead(db, () => {
        const begin = now();
        for (;;) {
          const numbers = page.all(after, last).map((stored) => numberOf(stored, 'number'));
          if (numbers.length === 0) return true;
          for (const number of numbers) {
            see(reader, number, () => row(number));
            after = number;
            if (now() - begin >= SLICE_MS) return false;
          }
        }
      });
      if (isOver) return;
      await pause();
    }
  }
}

function askedIn(
  planner: Planner,
  reader: RecordedReader,
  number: number,
  row: () => ReturnType<typeof decodeRow>,
): void {
  const recorded = unlessDamaged(() => reader.readRequest(number));
  if (recorded) planner.asked(seeExchange(recorded));
  else {
    const known = unlessDamaged(row);
    if (known) planner.unread(known);
  }
}

/** One damaged exchange must not keep the others from being sent. */
function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
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
