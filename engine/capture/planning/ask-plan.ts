import type { PlanWish, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { Captures } from '../captures.ts';
import { WorkControl } from '../work-control.ts';
import { unpackPlan } from './packed-plan.ts';

/**
 * Has a plan made of what is in a capture at this moment; `control` tells how far it is: exchanges looked at, of twice as
 * many as there are. Rejects with AppError: NOT_FOUND where the capture is not open, CANCELLED where it is closed meanwhile
 * or nobody wants the plan any more.
 */
export async function askPlan(
  captures: Pick<Captures, 'ask'>,
  wish: PlanWish,
  control = new WorkControl(),
): Promise<ReplayPlan> {
  return unpackPlan(await captures.ask(wish.captureId, 'plan', { wish, control: control.shared }));
}
