import type { PlanStep } from '../../../shared/model/replay-plan.ts';

/** A step of a plan that nobody recorded: a call of a read-only tool, sent by one client. */
export function madeStep(number: number, more: Partial<PlanStep> = {}): PlanStep {
  return {
    number,
    method: 'tools/call',
    name: 'look',
    tool: 'look',
    era: 'modern',
    kind: 'call',
    lane: 0,
    client: 0,
    offsetMs: 0,
    instanceId: 'a',
    instanceName: 'alpha',
    safety: 'safe',
    because: 'It claims readOnlyHint.',
    after: [],
    ...more,
  };
}
