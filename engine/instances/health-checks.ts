import type { InstanceHealth } from '../../shared/model/instance.ts';
import type { Client } from '../client/client.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import { checkingHealth, observeDiscover, unknownHealth } from './health.ts';
import type { InstanceDirectory } from './instance-directory.ts';

/** Silence after which an instance counts as down, in ms. */
const CHECK_IDLE_MS = 10_000;

/** What is known of each instance, by server/discover. */
export interface HealthChecks {
  list(): readonly InstanceHealth[];
  /** Sends a check to each; what comes of it goes to `onHealth`. Throws AppError where one cannot be sent to. */
  check(ids: readonly string[]): void;
  /** Forgets instances that are no longer there. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export function createHealthChecks(options: {
  readonly client: Client;
  readonly instances: InstanceDirectory;
  readonly declaration: ClientDeclaration;
  readonly onHealth: (health: InstanceHealth) => void;
  readonly onBug: (error: unknown, where: string) => void;
  readonly now: () => number;
}): HealthChecks {
  const known = new Map<string, InstanceHealth>();
  const checking = new Set<string>();

  const set = (health: InstanceHealth): void => {
    known.set(health.instanceId, health);
    options.onHealth(health);
  };
  const healthOf = (id: string): InstanceHealth => known.get(id) ?? unknownHealth(id);

  const checkOne = async (target: ReturnType<InstanceDirectory['ready']>): Promise<void> => {
    const instanceId = target.instance.id;
    const draft = { ...plainDraft('server/discover', {}, options.declaration), idleTimeoutMs: CHECK_IDLE_MS };
    const answer = await options.client.complete(draft, target, 'probe');
    // Removed meanwhile: nobody asks any more.
    if (!checking.has(instanceId)) return;
    const message = answer.messages.at(-1);
    set(
      observeDiscover(healthOf(instanceId), {
        instanceId,
        checkedAt: options.now(),
        ...(answer.row.durationMs !== undefined && { latencyMs: answer.row.durationMs }),
        ...(answer.status !== undefined && { status: answer.status }),
        ...(answer.contentType !== undefined && { contentType: answer.contentType }),
        ...(message !== undefined && { answer: message }),
        ...(answer.failure && { failure: answer.failure }),
      }),
    );
  };

  return {
    list: () => [...known.values()],
    check(ids) {
      const targets = ids.filter((id) => !checking.has(id)).map((id) => options.instances.ready(id));
      for (const target of targets) {
        const { id } = target.instance;
        checking.add(id);
        set(checkingHealth(healthOf(id)));
        checkOne(target)
          .catch((error: unknown) => {
            options.onBug(error, `the check of ${target.instance.name}`);
            set({ ...healthOf(id), state: 'down', problem: `The check could not be made: ${String(error)}` });
          })
          .finally(() => checking.delete(id));
      }
    },
    keepOnly(ids) {
      for (const id of known.keys()) {
        if (ids.has(id)) continue;
        known.delete(id);
        checking.delete(id);
      }
    },
  };
}
