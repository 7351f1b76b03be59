import type { CopyState } from '../../shared/model/run.ts';
import { AppError } from '../app-error.ts';
import type { Channels } from '../client/channels.ts';
import type { Listings } from '../client/listings.ts';
import { unlessAborted } from '../client/unless-aborted.ts';
import type { HealthChecks } from './health-checks.ts';
import type { Runs } from './runs.ts';

/** Takes instances down and lets them up again. */
export interface InstanceControl {
  /** Only what Hopscope runs itself, by instance. */
  readonly canTakeDown: (instanceId: string) => boolean;
  /** Rejects with AppError. */
  readonly takeDown: (instanceId: string) => Promise<void>;
  /** Rejects with AppError where it does not come up again. */
  readonly bringUp: (instanceId: string) => Promise<void>;
}

export interface InstanceControlParts {
  readonly runs: Runs;
  readonly channels: Channels;
  readonly listings: Listings;
  readonly health: HealthChecks;
}

/**
 * Takes down copies of a run, and no others: nobody else's server is stopped. `by`: who does it, as the state of the run tells for
 * as long as it lasts, such as "a durability check".
 */
export function createInstanceControl(
  { runs, channels, listings, health }: InstanceControlParts,
  by: string,
): InstanceControl {
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
      await runs.takeDown(runId, index, `Taken down by ${by}, which starts it again.`);
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

/** What is down when Hopscope ends is ended anyway: nobody waits until it is up again. */
export function untilClosed(control: InstanceControl, closing: AbortSignal): InstanceControl {
  return {
    ...control,
    async bringUp(id) {
      if (!closing.aborted) await unlessAborted(control.bringUp(id), closing);
    },
  };
}
