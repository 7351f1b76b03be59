import type { Engine } from '../../engine/index.ts';
import type { LeftOut, PlanStep, PlanSummary, PlanWish, ValueFlow } from '../../shared/model/replay-plan.ts';
import type { ScheduleChoice, ScheduledStep } from '../../shared/model/replay-run.ts';
import { ask } from '../session.ts';
import type { NamedInstance } from './make-wish.ts';

/** All of a plan, as `--dry-run` tells it. */
export interface WholePlan {
  readonly summary: PlanSummary;
  readonly steps: readonly PlanStep[];
  readonly leftOut: readonly LeftOut[];
  readonly flows: readonly ValueFlow[];
  readonly schedules: readonly PlannedSchedule[];
}

export interface PlannedSchedule {
  readonly choice: ScheduleChoice;
  readonly says: string;
  readonly steps: readonly ScheduledStep[];
}

/** Entries that are asked for at once: as many as the bridge gives. */
const PAGE = 10_000;

/** Rejects with AppError. */
export async function readPlan(
  engine: Engine,
  wish: PlanWish,
  choices: readonly ScheduleChoice[],
  instances: readonly NamedInstance[],
): Promise<WholePlan> {
  const summary = await ask(engine, 'replay.plan', wish);
  const planId = summary.id;
  const steps = await allOf(async (page) => {
    const { steps, total } = await ask(engine, 'replay.planSteps', { planId, ...page });
    return { entries: steps, total };
  });
  const leftOut = await allOf(async (page) => {
    const { leftOut, total } = await ask(engine, 'replay.leftOut', { planId, ...page });
    return { entries: leftOut, total };
  });
  const flows = await readFlows(engine, planId);
  const instanceIds = instances.map(({ id }) => id);
  const schedules: PlannedSchedule[] = [];
  for (const choice of choices) {
    let says = '';
    const placed = await allOf(async (page) => {
      const { steps, total, ...rest } = await ask(engine, 'replay.schedule', {
        planId,
        choice,
        instanceIds,
        ...page,
      });
      says = rest.says;
      return { entries: steps, total };
    });
    schedules.push({ choice, says, steps: placed });
  }
  return { summary, steps, leftOut, flows, schedules };
}

/** Rejects with AppError. */
export function readFlows(engine: Engine, planId: string): Promise<readonly ValueFlow[]> {
  return allOf(async (page) => {
    const { flows, total } = await ask(engine, 'replay.planFlows', { planId, ...page });
    return { entries: flows, total };
  });
}

/** All pages of a list. */
export async function allOf<T>(
  read: (page: { from: number; limit: number }) => Promise<{ entries: readonly T[]; total: number }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const { entries, total } = await read({ from: all.length, limit: PAGE });
    for (const entry of entries) all.push(entry);
    if (entries.length === 0 || all.length >= total) return all;
  }
}
