import type { PlanStep } from '../../../shared/model/replay-plan.ts';

/** A step that is sent, with the sent steps that must be over before it. */
export interface SentStep extends PlanStep {
  readonly after: readonly number[];
}

/**
 * The steps that are sent, in the order in which they left. What came after a step that is held comes after whatever that
 * one came after. Pure.
 */
export function sentSteps(steps: readonly PlanStep[]): SentStep[] {
  const held = new Map<number, readonly number[]>();
  const sent: SentStep[] = [];
  for (const step of steps) {
    const after = held.size === 0 ? step.after : through(step.after, held);
    if (step.safety === 'held') held.set(step.number, after);
    else sent.push(after === step.after ? step : { ...step, after });
  }
  return sent;
}

function through(after: readonly number[], held: ReadonlyMap<number, readonly number[]>): readonly number[] {
  if (!after.some((number) => held.has(number))) return after;
  const reached = new Set(after.flatMap((number) => held.get(number) ?? [number]));
  return [...reached].sort((one, other) => one - other);
}
