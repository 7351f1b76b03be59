import type { LeftOut, PlanStep, PlanSummary, PlanWish, ValueFlow } from '../model/replay-plan.ts';
import type { ScheduleChoice, ScheduledStep } from '../model/replay-run.ts';

/** Commands that look at what sending a capture again would be. */
export interface PlanningCommands {
  /**
   * What sending an open capture again would be: all steps, what is held, left out and why, which values flow. Sends nothing.
   * The same wish gives the same id while the capture stays as it is. `job`: a name of the caller's, for `planning` events and
   * to cancel. CANCELLED where it is. */
  'replay.plan': { in: PlanWish & { readonly job?: string }; out: PlanSummary };
  'replay.cancelPlan': { in: { job: string }; out: null };
  /** NOT_FOUND where the plan is not remembered any more, as for the next four: plan again. */
  'replay.planSteps': {
    in: {
      planId: string;
      from: number;
      limit: number;
      readonly tool?: string;
      readonly heldOnly?: boolean;
    };
    out: { readonly steps: readonly PlanStep[]; readonly total: number };
  };
  /** `step`: only those that it feeds or is fed by. */
  'replay.planFlows': {
    in: { planId: string; from: number; limit: number; readonly step?: number };
    out: { readonly flows: readonly ValueFlow[]; readonly total: number };
  };
  'replay.leftOut': {
    in: { planId: string; from: number; limit: number };
    out: { readonly leftOut: readonly LeftOut[]; readonly total: number };
  };
  /** Which instance would get which step. Sends nothing. */
  'replay.schedule': {
    in: {
      planId: string;
      choice: ScheduleChoice;
      instanceIds: readonly string[];
      from: number;
      limit: number;
    };
    out: { readonly says: string; readonly steps: readonly ScheduledStep[]; readonly total: number };
  };
}

/** How far a plan is: exchanges looked at, of twice as many as there are. */
export interface PlanningProgress {
  readonly job: string;
  readonly done: number;
  /** 0 while nothing is known yet. */
  readonly total: number;
}
