import type { ReplayPlan, PlanStep, PlanSummary, PlanWish } from '../../../shared/model/replay-plan.ts';
import type { Schedule, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import { AppError } from '../../app-error.ts';
import { withAllowance } from '../plan/allow-steps.ts';

/** Where plans and schedules come from. */
export interface PlanSource {
  /** `job`: a name for it while it is made. Rejects with AppError: NOT_FOUND where the capture is not open, CANCELLED. */
  plan(wish: PlanWish, job?: string): Promise<ReplayPlan>;
  /** Ends the job of this name, if there is one. */
  cancelPlan(job: string): void;
  /** How many exchanges the capture has by now: a plan of fewer is out of date. */
  exchanges(captureId: string): number;
  schedule(plan: ReplayPlan, choice: ScheduleChoice, instanceIds: readonly string[]): Schedule;
}

/** A plan that is remembered under an id. */
export interface KeptPlan {
  readonly id: string;
  readonly wish: PlanWish;
  readonly plan: ReplayPlan;
  readonly held: number;
}

interface KeyedPlan extends KeptPlan {
  /** The wish, and how large the capture was. */
  readonly key: string;
  /** The same, but for what is allowed. */
  readonly reading: string;
}

/** A part of a list. */
export interface Page {
  readonly from: number;
  readonly limit: number;
}

/** Plans of large captures take tens of megabytes: so many are remembered. */
const KEPT_PLANS = 4;

/** The plans that were made last, by id, and pages of them. */
export class Plans {
  readonly #source: PlanSource;
  /** The one that was asked for last at the end. */
  readonly #kept = new Map<string, KeyedPlan>();
  /** The schedule that was asked for last: a screen asks for it page by page. */
  #schedule: { readonly key: string; readonly schedule: Schedule } | undefined;
  #count = 0;

  constructor(source: PlanSource) {
    this.#source = source;
  }

  /** The same wish gives the same plan while its capture has not grown. Rejects with AppError. */
  async make(wish: PlanWish, job?: string): Promise<KeptPlan> {
    const exchanges = this.#source.exchanges(wish.captureId);
    const key = JSON.stringify([wish, exchanges]);
    // Where only what is allowed changed, nothing of the capture is read again.
    const reading = JSON.stringify([{ ...wish, allow: undefined }, exchanges]);
    let alike: ReplayPlan | undefined;
    for (const kept of this.#kept.values()) {
      if (kept.key === key) return this.#use(kept);
      if (kept.reading === reading) alike = kept.plan;
    }
    const plan = alike ? withAllowance(alike, wish.allow) : await this.#source.plan(wish, job);
    this.#count += 1;
    return this.#use({ id: `plan-${String(this.#count)}`, key, reading, wish, plan, held: heldOf(plan) });
  }

  /** What is made under this name is not wanted any more: it rejects with CANCELLED. */
  cancel(job: string): void {
    this.#source.cancelPlan(job);
  }

  /** Throws AppError NOT_FOUND. */
  find(planId: string): KeptPlan {
    const kept = this.#kept.get(planId);
    if (kept) return this.#use(kept);
    throw new AppError('NOT_FOUND', 'This plan is not remembered any more: make it again.', { planId });
  }

  schedule(planId: string, choice: ScheduleChoice, instanceIds: readonly string[]): Schedule {
    const { plan } = this.find(planId);
    const key = JSON.stringify([planId, choice, instanceIds]);
    if (this.#schedule?.key !== key) {
      this.#schedule = { key, schedule: this.#source.schedule(plan, choice, instanceIds) };
    }
    return this.#schedule.schedule;
  }

  #use(kept: KeyedPlan): KeptPlan {
    this.#kept.delete(kept.id);
    this.#kept.set(kept.id, kept);
    for (const [id] of [...this.#kept].slice(0, -KEPT_PLANS)) this.#kept.delete(id);
    return kept;
  }
}

/** Steps that nobody has allowed yet. */
export function isHeld({ safety }: PlanStep): boolean {
  return safety === 'held';
}

function heldOf({ steps }: ReplayPlan): number {
  return steps.reduce((sum, step) => sum + (isHeld(step) ? 1 : 0), 0);
}

/** What of a plan travels at once. */
export function summaryOf({ id, wish, plan, held }: KeptPlan): PlanSummary {
  const { steps, leftOut, flows, ...rest } = plan;
  const reasons: Partial<Record<(typeof leftOut)[number]['reason'], number>> = {};
  for (const { reason } of leftOut) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { ...rest, id, wish, steps: steps.length, held, leftOut: reasons, flows: flows.length };
}

/** A page of a list, and how many there are in all. */
export function pageOf<T>(list: readonly T[], { from, limit }: Page): { page: readonly T[]; total: number } {
  return { page: list.slice(from, from + limit), total: list.length };
}
