import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import type { PackedPlan } from './packed-plan.ts';
import type { PackedStep } from './packed-step.ts';

/** Questions of a replay to the worker of its capture. */
export interface PlanQueries {
  /** See askPlan. Of what is in the file when it is asked. `control`: of a WorkControl. */
  plan: { in: { readonly wish: PlanWish; readonly control: SharedArrayBuffer }; out: PackedPlan };
  /** In the order that is asked for; without those that are no request, or not there. */
  replaySteps: { in: { readonly numbers: readonly number[] }; out: readonly PackedStep[] };
}
