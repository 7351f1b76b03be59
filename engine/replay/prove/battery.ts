import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { ReplayWish, ScheduleChoice } from '../../../shared/model/replay-run.ts';

/**
 * The schedules of a proof, in their order. Round robin comes first: what an instance fixes by the first request it ever gets
 * is still open then, and each gets another one. Then the baseline twice: what differs between these two is noise. Pure.
 *
 * @param canGoDown instances that Hopscope can take down
 */
export function batteryOf(
  { steps }: Pick<ReplayPlan, 'steps'>,
  { instanceIds, seed = 1, schedules, repeat = 1 }: ReplayWish,
  canGoDown: readonly string[],
): readonly ScheduleChoice[] {
  const [first, ...others] = instanceIds;
  if (first === undefined) return [];
  const pinned = (instanceId: string): ScheduleChoice => ({ name: 'pinned', instanceId, seed });
  const baseline = [pinned(first), pinned(first)];
  if (others.length === 0) return baseline;
  if (schedules.length > 0) {
    // What is wanted, and what it takes to judge it.
    return [...schedules, ...baseline, ...others.map(pinned)];
  }
  const mixed: ScheduleChoice[] = [
    { name: 'adversarial', seed },
    { name: 'fan-out', seed },
  ];
  for (let round = 0; round < Math.max(1, repeat); round += 1) {
    mixed.push({ name: 'random', seed: seed + round }, { name: 'reorder', seed: seed + round });
  }
  const down = others.find((id) => canGoDown.includes(id)) ?? (canGoDown.includes(first) ? first : undefined);
  if (down !== undefined) mixed.push({ name: 'failover', seed, instanceId: down });
  if (steps.some(({ era }) => era === 'legacy')) mixed.push({ name: 'legacy-sticky', seed });
  return [{ name: 'round-robin', seed }, ...baseline, ...others.map(pinned), ...mixed];
}
