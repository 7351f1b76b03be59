import type { DatabaseSync } from 'node:sqlite';
import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import { createPlanner } from '../../replay/plan/planner.ts';
import { createAnswerPages } from './answer-pages.ts';
import { packPlan, type PackedPlan } from './packed-plan.ts';
import type { PlannedFile } from './planned-file.ts';
import { inOneRead, passFile, type PassOptions } from './pass-file.ts';
import { createRequestPages } from './request-pages.ts';
import type { WorkWatch } from '../work-control.ts';
import type { PackedStep } from './packed-step.ts';
import { StepReader } from './step-reader.ts';

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
 * SQLite throws, DamagedError, or AppError CANCELLED where the file is closed meanwhile or the plan is not wanted any more.
 */
export class PlanDesk {
  readonly #options: Required<PlanDeskOptions>;
  readonly #passing: PassOptions;
  #closed = false;
  #steps: { readonly db: DatabaseSync; readonly reader: StepReader } | undefined;

  constructor(options: PlanDeskOptions) {
    this.#options = {
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
    };
    const { now, pause } = this.#options;
    this.#passing = { file: () => this.#file(), now, pause };
  }

  async plan(wish: PlanWish, watch: WorkWatch): Promise<PackedPlan> {
    const planner = createPlanner(wish);
    const { lastNumber } = this.#file();
    const seen = (pass: number, number: number): void => {
      if (watch.cancelled()) throw new AppError('CANCELLED', 'The plan was cancelled.');
      watch.progress(pass * lastNumber + number, 2 * lastNumber);
    };
    const passing = (pass: number): PassOptions => ({
      ...this.#passing,
      onTurn: (number) => {
        seen(pass, number);
      },
    });
    await passFile(passing(0), lastNumber, createRequestPages, ({ row, recorded }) => {
      if (recorded) planner.asked(seeExchange(recorded));
      else if (row) planner.unread(row);
    });
    await passFile(passing(1), lastNumber, createAnswerPages, ({ answered }) => {
      if (answered) planner.answered(answered);
    });
    return packPlan(planner.plan({ id: wish.captureId, name: this.#options.name }));
  }

  steps(numbers: readonly number[]): readonly PackedStep[] {
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
}
