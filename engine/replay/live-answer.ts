import type { StepAnswer } from '../../shared/model/replay-plan.ts';
import type { StepOutcome } from '../../shared/model/replay-run.ts';

/** What became of one step on one instance in one run, and what was answered: live values put back to the recorded ones. */
export type LiveAnswer = StepOutcome & {
  readonly answer?: StepAnswer;
  /** What this answer really minted: the live value of each flow (by its id) that begins at this step. */
  readonly minted?: readonly { readonly flow: string; readonly value: string | number }[];
};
