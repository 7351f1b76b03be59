import type { Draft } from '../../../shared/model/draft.ts';
import type { PlanStep, ReplayPlan, StepAnswer, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { Pace, RunSummary, Schedule } from '../../../shared/model/replay-run.ts';
import type { InstanceControl } from '../../instances/instance-control.ts';
import type { LiveAnswer } from '../live-answer.ts';
import type { MintedValue } from '../plan/live-values.ts';
import type { StepSender } from './step-sender.ts';

/** The values that flow in one run: learnt from its answers, put into its requests, and taken out of its answers again. */
export interface FlowingValues {
  /** What the answer minted, by the flow's id. */
  learn(number: number, answer: StepAnswer): readonly MintedValue[];
  /** The same of an answer that feeds nothing. */
  mintedBy(
    number: number,
    answer: StepAnswer,
  ): readonly { readonly flow: ValueFlow; readonly value: string | number }[];
  /** The draft with the run's values, or which value never came: a sentence says why. */
  rewrite(
    number: number,
    draft: Draft,
  ): { readonly draft: Draft } | { readonly missing: ValueFlow; readonly why: string };
  /** The answer with the recorded values in the place of the run's. */
  putBack(number: number, answer: StepAnswer): StepAnswer;
}

/** Drafts of recorded requests. */
export interface DraftSource {
  /** Undefined where a request cannot be sent again. Rejects with AppError where the capture is closed. */
  drafts(numbers: readonly number[]): Promise<ReadonlyMap<number, Draft>>;
}

/** One run of a schedule. */
export interface RunOrder {
  readonly plan: ReplayPlan;
  readonly schedule: Schedule;
  readonly run: number;
  readonly purpose: RunSummary['purpose'];
  readonly pace: Pace;
  /** Aborting it ends the run within moments: what is on its way is given up. */
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: LiveAnswer) => void;
  /** After each outcome; the same object may be told of later, so it has to be looked at at once. */
  readonly onProgress: (summary: RunSummary) => void;
}

/** What a run works with; all but `drafts` is its own. */
export interface RunParts {
  readonly drafts: DraftSource;
  readonly values: FlowingValues;
  readonly sender: StepSender;
  readonly control: InstanceControl;
  readonly nameOf: (instanceId: string) => string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Longest wait for a polled task, in ms; by how long it had taken when it was recorded where absent, see `longestWaitMs`. */
  readonly pollMs?: number;
}

export type StepsByNumber = ReadonlyMap<number, PlanStep>;

const KNOWN = new WeakMap<ReplayPlan, StepsByNumber>();

/** Trials of one proof share their plan: it is looked through once. */
export function stepsByNumber(plan: ReplayPlan): StepsByNumber {
  const known = KNOWN.get(plan);
  if (known) return known;
  const steps = new Map(plan.steps.map((step) => [step.number, step]));
  KNOWN.set(plan, steps);
  return steps;
}
