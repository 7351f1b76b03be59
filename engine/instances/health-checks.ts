import type { InstanceHealth } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Client } from '../client/client.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import type { ReadyInstance } from '../client/channel.ts';
import { checkingHealth, observeDiscover, unknownHealth } from './health.ts';
import type { InstanceDirectory } from './instance-directory.ts';

/** Silence after which an instance counts as down, in ms. */
const CHECK_IDLE_MS = 10_000;

/** What is known of each instance, by server/discover. */
export interface HealthChecks {
  list(): readonly InstanceHealth[];
  /**
   * Sends a check to each; what comes of it goes to `onHealth`, also that nothing can be sent to one of them.
   * Throws AppError NOT_FOUND where there is no such instance.
   */
  check(ids: readonly string[]): void;
  /** Forgets what was known of an instance: it is another one now. */
  forget(id: string): void;
  /** Forgets instances that are no longer there. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export function createHealthChecks(options: {
  readonly client: Client;
  readonly instances: InstanceDirectory;
  readonly declaration: () => ClientDeclaration;
  readonly onHealth: (health: InstanceHealth) => void;
  readonly onBug: (error: unknown, where: string) => void;
  readonly now: () => number;
}): HealthChecks {
  const known = new Map<string, InstanceHealth>();
  /** The check that is under way, by instance: an answer to an older one is no longer wanted. */
  const checking = new Map<string, symbol>();

  const set = (health: InstanceHealth): void => {
    known.set(health.instanceId, health);
    options.onHealth(health);
  };
  const healthOf = (id: string): InstanceHealth => known.get(id) ?? unknownHealth(id);

  const checkOne = async (target: ReadyInstance, turn: symbol): Promise<void> => {
    const instanceId = target.instance.id;
    const draft = {
      ...plainDraft('server/discover', {}, options.declaration()),
      era: 'modern' as const,
      followUp: false,
      idleTimeoutMs: CHECK_IDLE_MS,
    };
    const answer = await options.client.complete(draft, target, 'probe');
    // Removed or changed meanwhile: nobody asks any more.
    if (checking.get(instanceId) !== turn) return;
    set(
      observeDiscover(healthOf(instanceId), {
        instanceId,
        checkedAt: options.now(),
        ...(answer.row.durationMs !== undefined && { latencyMs: answer.row.durationMs }),
        ...(answer.status !== undefined && { status: answer.status }),
        ...(answer.contentType !== undefined && { contentType: answer.contentType }),
        ...(answer.answer && { answer: answer.answer }),
        ...(answer.failure && { failure: answer.failure }),
      }),
    );
  };

  const start = (id: string): void => {
    let target: ReadyInstance;
    try {
      target = options.instances.ready(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'NOT_FOUND') throw error;
      // A header that cannot be filled stops this one; the others are checked all the same.
      // A command that nobody has allowed was not asked, so nothing is known of it.
      const state = error.code === 'NEEDS_CONSENT' ? 'unknown' : 'down';
      set({ ...healthOf(id), state, problem: error.message });
      return;
    }
    const turn = Symbol(id);
    checking.set(id, turn);
    set(checkingHealth(healthOf(id)));
    checkOne(target, turn)
      .catch((error: unknown) => {
        options.onBug(error, `the check of ${target.instance.name}`);
        if (checking.get(id) !== turn) return;
        set({ ...healthOf(id), state: 'down', problem: `The check could not be made: ${String(error)}` });
      })
      .finally(() => {
        if (checking.get(id) === turn) checking.delete(id);
      });
  };

  return {
    list: () => [...known.values()],
    check(ids) {
      for (const id of new Set(ids)) if (!checking.has(id)) start(id);
    },
    forget(id) {
      checking.delete(id);
      set(unknownHealth(id));
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
