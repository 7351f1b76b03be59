import type { Draft } from '../../../shared/model/draft.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { GoneStep } from '../../../shared/model/replay-eras.ts';
import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { Schedule } from '../../../shared/model/replay-run.ts';
import { unsayable } from './sayable.ts';
import { translateDraft } from './translate-draft.ts';

/** A plan in one era, whatever era it was recorded in. */
export interface EraPlan {
  readonly era: Era;
  /** All steps are of the era; those that cannot be said in it are not among them. */
  readonly plan: ReplayPlan;
  readonly gone: ReadonlyMap<number, GoneStep>;
  /** A schedule of the whole plan without what cannot be said. */
  readonly schedule: (whole: Schedule) => Schedule;
  readonly draft: (draft: Draft) => Draft;
}

/** Pure. */
export function planInEra(plan: ReplayPlan, era: Era): EraPlan {
  const gone = unsayable(plan.steps, plan.flows, era);
  const stays = (numbers: readonly number[]): readonly number[] =>
    numbers.filter((number) => !gone.has(number));
  return {
    era,
    gone,
    plan: {
      ...plan,
      steps: plan.steps
        .filter(({ number }) => !gone.has(number))
        .map((step) => ({ ...step, era, after: stays(step.after) })),
      flows: plan.flows.filter(({ producer }) => !gone.has(producer.number)),
    },
    schedule: (whole) => ({
      ...whole,
      steps: whole.steps
        .filter(({ number }) => !gone.has(number))
        .map((step) => ({ ...step, after: stays(step.after) })),
      says: `${whole.says} In the ${era} era.`,
    }),
    draft: (draft) => translateDraft(draft, era),
  };
}
