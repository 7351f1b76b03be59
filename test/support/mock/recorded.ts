import { recordedFlows, type RecordedFlows, type RecordedPlan } from '../../../engine/mock/recorded-flows.ts';
import type { RecordedRequest } from '../../../engine/mock/recorded-request.ts';
import { nameOf, requestKey } from '../../../engine/mock/request-key.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';

/** A recorded call of a tool. */
export function recorded(
  number: number,
  params: JsonObject,
  part: Partial<RecordedRequest> = {},
): RecordedRequest {
  const method = part.method ?? 'tools/call';
  return {
    ...{ number, kind: 'request', era: 'modern', transport: 'http', method, instanceName: 'alpha' },
    ...{ name: nameOf(params), key: requestKey(method, params), startedAt: 1_000 * number },
    ...{ answer: 'message', broke: false, isReplay: false },
    ...part,
  };
}

/** A step that may change something, or only reads. */
export function step(number: number, tool: string, safety: PlanStep['safety']): PlanStep {
  return {
    ...{ number, method: 'tools/call', name: tool, tool, era: 'modern', kind: 'call', lane: 0, client: 0 },
    ...{ offsetMs: 0, instanceId: 'a', instanceName: 'alpha', safety, because: '', after: [] },
  };
}

export function flowsOf(steps: readonly PlanStep[], flows: readonly ValueFlow[]): RecordedFlows {
  const plan: RecordedPlan = { steps, flows, tools: [] };
  return recordedFlows(plan);
}
