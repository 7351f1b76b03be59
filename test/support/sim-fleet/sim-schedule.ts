import type { PlanStep, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { Schedule, ScheduleChoice, ScheduledStep } from '../../../shared/model/replay-run.ts';
import { createRandom } from '../../../engine/random.ts';

/** Schedules of a simulated plan, each as simple as it can be. */
export function simSchedule(
  { steps }: ReplayPlan,
  choice: ScheduleChoice,
  instanceIds: readonly string[],
): Schedule {
  const seed = choice.seed ?? 1;
  const random = createRandom(seed);
  const [first = ''] = instanceIds;
  const placed = new Map<number, string>();
  const place = (step: PlanStep, index: number): readonly string[] => {
    switch (choice.name) {
      case 'pinned':
        return [choice.instanceId ?? first];
      case 'fan-out':
        return step.safety === 'safe' ? instanceIds : [instanceIds[index % instanceIds.length] ?? first];
      case 'adversarial': {
        const from = placed.get(step.after.at(-1) ?? 0);
        const at = from === undefined ? index : instanceIds.indexOf(from) + 1;
        return [instanceIds[at % instanceIds.length] ?? first];
      }
      case 'random':
        return [instanceIds[Math.floor(random() * instanceIds.length)] ?? first];
      default:
        return [instanceIds[index % instanceIds.length] ?? first];
    }
  };
  const order = choice.name === 'reorder' ? swapped(steps, random) : steps;
  return {
    choice: { ...choice, seed },
    instanceIds,
    steps: order.map((step, index): ScheduledStep => {
      const to = place(step, index);
      placed.set(step.number, to[0] ?? first);
      return { number: step.number, to, lane: step.lane, after: step.after };
    }),
    says: choice.name,
  };
}

/** Neighbours that do not need each other change places now and then. */
function swapped(steps: readonly PlanStep[], random: () => number): readonly PlanStep[] {
  const order = [...steps];
  for (let at = 1; at < order.length; at += 1) {
    const [one, other] = [order[at - 1], order[at]];
    if (!one || !other || other.after.includes(one.number) || random() < 0.5) continue;
    order[at - 1] = other;
    order[at] = one;
  }
  return order;
}
