import { SCHEDULE_NAMES, type ScheduleName } from '../../../shared/model/replay-run.ts';

/** What a proof tells of the schedules that it goes through, in their order. The engine leaves out those that cannot be. */
export const BATTERY: readonly { readonly name: ScheduleName; readonly says: string }[] = [
  { name: 'round-robin', says: 'first of all, so that each instance sees another request first' },
  {
    name: 'pinned',
    says: 'twice on the baseline, which shows what varies by itself; once on each other instance',
  },
  { name: 'adversarial', says: 'every value, retry and poll goes elsewhere than the one before' },
  { name: 'fan-out', says: 'safe requests to all at once' },
  { name: 'random', says: 'drawn by the seed' },
  { name: 'reorder', says: 'independent steps change places, as the seed says' },
  { name: 'failover', says: 'where Hopscope runs an instance and can take it down' },
  { name: 'legacy-sticky', says: 'of recordings with sessions: the way in which they did work' },
];

/** All schedules, in the order of the model, with those that were chosen told apart. Pure. */
export function withSchedule(
  chosen: readonly ScheduleName[],
  name: ScheduleName,
  on: boolean,
): readonly ScheduleName[] {
  return SCHEDULE_NAMES.filter((one) => (one === name ? on : chosen.includes(one)));
}
