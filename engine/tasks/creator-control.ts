import type { CopyState } from '../../shared/model/run.ts';
import { AppError } from '../app-error.ts';
import type { Channels } from '../client/channels.ts';
import type { Listings } from '../client/listings.ts';
import type { HealthChecks } from '../instances/health-checks.ts';
import type { Runs } from '../instances/runs.ts';
import type { CreatorControl } from './durability-check.ts';

/** Told of in the state of the run for as long as it lasts. */
const WHY = 'Taken down by a durability check, which starts it again.';

/** Takes down copies of a run, and no others: nobody else's server is stopped. */
export function createCreatorControl({
  runs,
  channels,
  listings,
  health,
}: {
  readonly runs: Runs;
  readonly channels: Channels;
  readonly listings: Listings;
  readonly health: HealthChecks;
}): CreatorControl {
  const placeOf = (instanceId: string): { readonly runId: string; readonly copy: CopyState } | undefined => {
    for (const { id: runId, copies } of runs.states()) {
      const copy = copies.find((entry) => entry.instanceId === instanceId);
      if (copy) return { runId, copy };
    }
    return undefined;
  };
  const requirePlace = (instanceId: string): { readonly runId: string; readonly index: number } => {
    const place = placeOf(instanceId);
    if (place) return { runId: place.runId, index: place.copy.index };
    throw new AppError('NOT_FOUND', 'It is not run by Hopscope any more.', { instanceId });
  };
  return {
    canTakeDown: (instanceId) => placeOf(instanceId)?.copy.state === 'running',
    async takeDown(instanceId) {
      const { runId, index } = requirePlace(instanceId);
      listings.forget(instanceId);
      await channels.disconnect(instanceId);
      await runs.takeDown(runId, index, WHY);
    },
    async bringUp(instanceId) {
      const { runId, index } = requirePlace(instanceId);
      await runs.restart(runId, index);
      // What was learnt from the process that has ended says nothing about this one.
      health.forget(instanceId);
      health.check([instanceId]);
    },
  };
}
