import type { Draft } from '../../../shared/model/draft.ts';
import type { PlanWish, RecordedStep } from '../../../shared/model/replay-plan.ts';
import type { PackedPlan } from './packed-plan.ts';

/** A recorded request as a draft that sends it again, and what it was answered with then. */
export interface StoredStep extends RecordedStep {
  readonly draft: Draft;
}

/** Questions of a replay to the worker of its capture. */
export interface PlanQueries {
  /** See askPlan. Of what is in the file when it is asked. Refused with CANCELLED where the capture is closed meanwhile. */
  plan: { in: PlanWish; out: PackedPlan };
  /** In the order that is asked for; without those that are no request, or not there. */
  replaySteps: { in: { readonly numbers: readonly number[] }; out: readonly StoredStep[] };
}
