import { useEffect, useState } from 'react';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { PlanStep, PlanSummary, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';

/** Plans up to so many steps are there as a whole: the threads and the graph need all of them. */
const WHOLE_STEPS = 5000;
const WHOLE_FLOWS = 5000;
const PAGE = 500;

/** All of a plan that is not too large for it. */
export interface WholePlan {
  readonly planId: string;
  readonly steps: readonly PlanStep[];
  readonly flows: readonly ValueFlow[];
  /** Steps by their number, and where each stands. */
  readonly byNumber: ReadonlyMap<number, { readonly step: PlanStep; readonly index: number }>;
}

async function readAll<T>(
  ask: (
    from: number,
    limit: number,
  ) => Promise<Result<{ readonly items: readonly T[]; readonly total: number }>>,
  isWanted: () => boolean,
): Promise<Result<readonly T[]> | undefined> {
  const all: T[] = [];
  for (;;) {
    const page = await ask(all.length, PAGE);
    if (!isWanted()) return undefined;
    if (!page.ok) return page;
    all.push(...page.value.items);
    if (page.value.items.length === 0 || all.length >= page.value.total) return { ok: true, value: all };
  }
}

/** Fetches all steps and flows; undefined where nobody wants them any more. */
export async function readWholePlan(
  bridge: Pick<Bridge, 'invoke'>,
  planId: string,
  isWanted: () => boolean,
): Promise<Result<WholePlan> | undefined> {
  const steps = await readAll<PlanStep>(async (from, limit) => {
    const page = await bridge.invoke('replay.planSteps', { planId, from, limit });
    return page.ok ? { ok: true, value: { items: page.value.steps, total: page.value.total } } : page;
  }, isWanted);
  if (!steps?.ok) return steps;
  const flows = await readAll<ValueFlow>(async (from, limit) => {
    const page = await bridge.invoke('replay.planFlows', { planId, from, limit });
    return page.ok ? { ok: true, value: { items: page.value.flows, total: page.value.total } } : page;
  }, isWanted);
  if (!flows?.ok) return flows;
  const byNumber = new Map(steps.value.map((step, index) => [step.number, { step, index }]));
  return { ok: true, value: { planId, steps: steps.value, flows: flows.value, byNumber } };
}

/** Whether a plan is small enough. Pure. */
export function isWhole({ steps, flows }: Pick<PlanSummary, 'steps' | 'flows'>): boolean {
  return steps <= WHOLE_STEPS && flows <= WHOLE_FLOWS;
}

/** The whole plan once it is here; undefined before, and for a plan that is too large. The one before stays until then. */
export function useWholePlan(plan: PlanSummary): WholePlan | undefined {
  const { bridge } = useApp();
  const [whole, setWhole] = useState<WholePlan>();
  const wanted = isWhole(plan);
  useEffect(() => {
    if (!wanted) return undefined;
    let isOver = false;
    void readWholePlan(bridge, plan.id, () => !isOver).then((read) => {
      if (read?.ok) setWhole(read.value);
    });
    return () => {
      isOver = true;
    };
  }, [bridge, plan.id, wanted]);
  return wanted ? whole : undefined;
}
