import type { Draft } from '../../../shared/model/draft.ts';
import type { ReplayPlan, StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { ReplayWish, RunSummary, Schedule, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { MatrixRow, PointerClass } from '../../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../live-answer.ts';

/** One schedule to be sent. */
export interface RunOrder {
  readonly schedule: Schedule;
  readonly purpose: RunSummary['purpose'];
  /** With every step that is over, whatever came of it. What is to be observed of it is not added here, but by who sends. */
  readonly onAnswer: (answer: LiveAnswer) => void;
}

/** Sends a schedule; resolves when all of it is over. Rejects only for what is a mistake of Hopscope's. */
export type RunSchedule = (order: RunOrder) => Promise<RunSummary>;

/** What a proof asks of all that was observed: see diff/observations.ts. */
export interface Observed {
  /** What the step's answers show, pointer by pointer; stable ones may be left out. */
  classesOf(number: number): readonly PointerClass[];
  row(number: number): MatrixRow;
  /** Trials have shown that no instance makes a difference to this step. */
  refute(number: number): void;
}

/** An instance as a proof names it. */
export interface NamedInstance {
  readonly id: string;
  readonly name: string;
}

/** A recorded request, and what it was answered then. */
export interface RecordedRequest {
  readonly number: number;
  readonly draft: Draft;
  readonly answer?: StepAnswer;
}

/** Asked after each step of a large replay: a promise where all else should have its turn first. */
export type Breather = () => Promise<void> | undefined;

export interface ProofOptions {
  readonly plan: ReplayPlan;
  readonly wish: ReplayWish;
  /** At least one; the first is the baseline. */
  readonly instances: readonly NamedInstance[];
  readonly schedule: (choice: ScheduleChoice) => Schedule;
  readonly run: RunSchedule;
  /** Those that can be taken down on the way: Hopscope runs them. */
  readonly canGoDown: readonly string[];
  readonly observed: Observed;
  /** Only asked for the few steps that a cause hangs on. */
  readonly recorded: (numbers: readonly number[]) => Promise<readonly RecordedRequest[]>;
  readonly signal: AbortSignal;
  /** What is going on, in a few words. */
  readonly onDoing: (text: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly breather: Breather;
  /** Most runs that finding witnesses may take. 400 where absent. */
  readonly mostTrials?: number;
}

/** A schedule of the battery that was run. */
export interface BatteryRun {
  readonly schedule: Schedule;
  readonly summary: RunSummary;
}
