import type { PlanWish, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { Captures } from '../captures.ts';
import { unpackPlan } from './packed-plan.ts';

/**
 * Has a plan made of what is in a capture at this moment. Rejects with AppError: NOT_FOUND where the capture is not open,
 * CANCELLED where it is closed meanwhile.
 */
export async function askPlan(captures: Pick<Captures, 'ask'>, wish: PlanWish): Promise<ReplayPlan> {
  return unpackPlan(await captures.ask(wish.captureId, 'plan', wish));
}
