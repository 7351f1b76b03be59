import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { PlanSummary, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { GraphStep } from './flow-graph.ts';

const FLOWS_A_STEP = 100;

/** What is needed to draw what is around a step of a plan that is too large to be drawn as a whole. */
export interface Neighbourhood {
  readonly focus: number;
  readonly steps: ReadonlyMap<number, GraphStep>;
  readonly flows: readonly ValueFlow[];
}

/** Follows the flows from a step in both ways, nearest first, until `most` steps are found. */
export async function readNeighbourhood(
  bridge: Pick<Bridge, 'invoke'>,
  plan: Pick<PlanSummary, 'id' | 'captureId'>,
  focus: number,
  most: number,
): Promise<Result<Neighbourhood>> {
  const near = new Set([focus]);
  const flows = new Map<string, ValueFlow>();
  // A set hands out what is added while it is gone through.
  for (const number of near) {
    const page = await bridge.invoke('replay.planFlows', {
      ...{ planId: plan.id, from: 0, limit: FLOWS_A_STEP, step: number },
    });
    if (!page.ok) return page;
    for (const flow of page.value.flows) {
      flows.set(flow.id, flow);
      for (const place of [flow.producer, ...flow.consumers]) if (near.size < most) near.add(place.number);
    }
  }
  const steps = new Map<number, GraphStep>();
  for (const number of near) {
    // By the recording, which finds a row by its number: a plan would have to be searched for each.
    const page = await bridge.invoke('capture.rows', {
      captureId: plan.captureId,
      after: number - 1,
      limit: 1,
    });
    const row = page.ok ? page.value.rows[0] : undefined;
    if (row?.number === number) steps.set(number, { number, method: row.method, name: row.name });
  }
  const kept = [...flows.values()].map((flow) => ({
    ...flow,
    consumers: flow.consumers.filter((place) => near.has(place.number)),
  }));
  return {
    ok: true,
    value: { focus, steps, flows: kept.filter(({ producer }) => near.has(producer.number)) },
  };
}
