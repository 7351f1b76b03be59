import type {
  Allowance,
  PlannedTool,
  PlanStep,
  ReplayPlan,
  ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import { judgeSafety, type Claims, type Judged } from './safety.ts';

/** What the server claims of its tools, by name; undefined where it claims nothing. */
export type ClaimsByTool = ReadonlyMap<string, Claims | undefined>;

/** Tells of each step whether it may be sent, whatever was said of it before. Pure. */
export function allowSteps(
  steps: readonly PlanStep[],
  { flows, claims, allow }: { flows: readonly ValueFlow[]; claims: ClaimsByTool; allow: Allowance },
): PlanStep[] {
  const judge = rememberingJudge(claims, allow);
  const judged = steps.map((step) => {
    const { safety, because } = isOfTool(step) ? judge(step.tool, true) : judge(step.method, false);
    return step.safety === safety && step.because === because ? step : { ...step, safety, because };
  });
  return heldByNeed(judged, flows);
}

/** The same plan where other things are allowed: what a planner would say, without reading the capture again. Pure. */
export function withAllowance(plan: ReplayPlan, allow: Allowance): ReplayPlan {
  const claims: ClaimsByTool = new Map(plan.tools.map((planned) => [planned.tool, planned.claims]));
  const steps = allowSteps(plan.steps, { flows: plan.flows, claims, allow });
  return { ...plan, steps, tools: toolsOf(steps, { claims, allow }) };
}

/**
 * Whether the tool that a step names says what may be done with it: asking for a task changes nothing; answering or ending
 * one does what its tool does. Pure.
 */
export function isOfTool({ method, kind, tool }: Pick<PlanStep, 'method' | 'kind' | 'tool'>): boolean {
  return method === 'tools/call' || (kind === 'update' && tool !== method);
}

/** Steps of one tool are judged alike, and share the sentence that says why. */
export function rememberingJudge(
  claims: ClaimsByTool,
  allow: Allowance,
): (tool: string, isTool: boolean) => Judged {
  const known = new Map<string, Judged>();
  return (tool, isTool) => {
    const key = `${isTool ? 'tool' : 'method'} ${tool}`;
    let judged = known.get(key);
    if (!judged) {
      judged = judgeSafety(tool, isTool ? claims.get(tool) : undefined, allow, isTool);
      known.set(key, judged);
    }
    return judged;
  };
}

/** By the number of a step: those whose answers it carries on, by flows that are used. Pure. */
export function producersOf(flows: readonly ValueFlow[]): ReadonlyMap<number, readonly number[]> {
  const needs = new Map<number, number[]>();
  for (const { use, producer, consumers } of flows) {
    if (use !== 'used') continue;
    for (const { number } of consumers) {
      const known = needs.get(number);
      if (known) known.push(producer.number);
      else needs.set(number, [producer.number]);
    }
  }
  return needs;
}

/** What needs the answer to a step that is held cannot be sent either, whatever it is. */
function heldByNeed(steps: readonly PlanStep[], flows: readonly ValueFlow[]): PlanStep[] {
  const needs = producersOf(flows);
  const held = new Map<number, PlanStep>();
  return steps.map((step) => {
    const cause = (needs.get(step.number) ?? []).find((number) => held.has(number));
    const needed = cause === undefined ? undefined : held.get(cause);
    const judged: Judged | undefined = needed && {
      safety: 'held',
      because: `It needs the answer to #${String(needed.number)} ${needed.name || needed.method}, which is held.`,
    };
    const next = judged && step.safety !== 'held' ? { ...step, ...judged } : step;
    if (next.safety === 'held') held.set(step.number, next);
    return next;
  });
}

/** The tools of these steps, and methods that are none, with what is claimed of them; in the order of their names. Pure. */
export function toolsOf(
  steps: readonly PlanStep[],
  { claims, allow }: { readonly claims: ClaimsByTool; readonly allow: Allowance },
): PlannedTool[] {
  const counts = new Map<string, { steps: number; isTool: boolean }>();
  for (const { tool, method } of steps) {
    const known = counts.get(tool) ?? { steps: 0, isTool: false };
    counts.set(tool, { steps: known.steps + 1, isTool: known.isTool || tool !== method });
  }
  return [...counts]
    .map(([tool, { steps: count, isTool }]) => {
      const known = claims.get(tool);
      return {
        tool,
        ...judgeSafety(tool, isTool ? known : undefined, allow, isTool),
        steps: count,
        ...(isTool && known && { claims: known }),
      };
    })
    .sort((one, other) => (one.tool < other.tool ? -1 : 1));
}
