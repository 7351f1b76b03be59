import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';

/** Steps that are asked for at once: what overlapped is near, though not in the order of its numbers. */
const PAGE = 32;

/** Finds a step by its number, by halving: numbers ascend but for what overlapped. Undefined where there is no such step. */
export async function findStep(
  bridge: Pick<Bridge, 'invoke'>,
  planId: string,
  number: number,
): Promise<PlanStep | undefined> {
  let low = 0;
  let high: number | undefined;
  for (;;) {
    // The first page tells how many there are.
    const from = high === undefined ? 0 : Math.max(Math.floor((low + high) / 2) - PAGE / 2, low);
    const page = await bridge.invoke('replay.planSteps', { planId, from, limit: PAGE });
    if (!page.ok) return undefined;
    const { steps, total } = page.value;
    const found = steps.find((step) => step.number === number);
    const [first, last] = [steps[0], steps.at(-1)];
    if (found || !first || !last) return found;
    high ??= total;
    if (number < first.number) high = from;
    else if (number > last.number) low = from + steps.length;
    else return undefined;
    if (low >= high) return undefined;
  }
}
