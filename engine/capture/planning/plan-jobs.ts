import type { PlanningProgress } from '../../../shared/bridge/planning-commands.ts';
import type { PlanWish, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import type { Captures } from '../captures.ts';
import { WorkControl } from '../work-control.ts';
import { askPlan } from './ask-plan.ts';

/** Plans that are being made, by the name that whoever asked gave them. */
export interface PlanJobs {
  /** As askPlan; CONFLICT where a plan of this name is being made. Without a name nobody is told how far it is. */
  plan(wish: PlanWish, job?: string): Promise<ReplayPlan>;
  cancelPlan(job: string): void;
}

export function createPlanJobs(
  captures: Pick<Captures, 'ask'>,
  onProgress: (progress: PlanningProgress) => void,
): PlanJobs {
  const jobs = new Map<string, WorkControl>();
  return {
    plan: async (wish, job) => {
      if (job === undefined) return askPlan(captures, wish);
      if (jobs.has(job)) throw new AppError('CONFLICT', 'A plan of this name is being made already.');
      const control = new WorkControl();
      jobs.set(job, control);
      try {
        return await control.follow(askPlan(captures, wish, control), (progress) => {
          onProgress({ job, ...progress });
        });
      } finally {
        jobs.delete(job);
      }
    },
    cancelPlan: (job) => jobs.get(job)?.cancel(),
  };
}
