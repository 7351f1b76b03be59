import type { StepAnswer } from '../../shared/model/replay-plan.ts';
import type { StepOutcome } from '../../shared/model/replay-run.ts';

/** What became of one step on one instance in one run, and what was answered: live values put back to the recorded ones. */
export type LiveAnswer = StepOutcome & { readonly answer?: StepAnswer };
