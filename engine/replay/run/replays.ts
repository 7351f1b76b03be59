import type { ReplayReport, ReplayWish } from '../../../shared/model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixRow,
  ReplayComparison,
  ReplayState,
  StepReport,
} from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import { Plans, type Page, type PlanSource } from './plans.ts';

/** Replays and proofs: one at a time; those of earlier runs of Hopscope are read back. */
export interface Replays {
  readonly plans: Plans;
  /**
   * Starts one; what comes of it goes to `onState`. Rejects with AppError: NOT_FOUND, BAD_INPUT, NEEDS_CONSENT for what cannot
   * be sent to, or not without a person's word; CONFLICT while there is one under way.
   */
  start(wish: ReplayWish): Promise<ReplayState>;
  /** The last one where no id is given; undefined where there is none. */
  get(id?: string): ReplayState | undefined;
  /** The last one first. */
  list(): readonly ReplayState[];
  /** False where it is not under way (any more). */
  cancel(id: string): boolean;
  matrix(
    id: string,
    page: Page,
    only?: DifferenceClass,
  ): Promise<{ readonly rows: readonly MatrixRow[]; readonly total: number }>;
  step(id: string, number: number): Promise<StepReport>;
  report(id: string, format: ReplayReport): Promise<string>;
  compare(left: string, right: string, page: Page): Promise<ReplayComparison>;
  noise(id: string): Promise<string>;
  /** Cancels and waits for the end. */
  close(): Promise<void>;
}

export interface ReplaysOptions {
  readonly source: PlanSource;
  readonly onState: (state: ReplayState) => void;
}

export function createReplays(options: ReplaysOptions): Replays {
  const notYet = (): Promise<never> => Promise.reject(new AppError('NOT_FOUND', 'There is no such replay.'));
  return {
    plans: new Plans(options.source),
    start: notYet,
    get: () => undefined,
    list: () => [],
    cancel: () => false,
    matrix: notYet,
    step: notYet,
    report: notYet,
    compare: notYet,
    noise: notYet,
    close: () => Promise.resolve(),
  };
}
