import type { Era, Instance, InstanceHealth } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Client } from '../client/client.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import type { ReadyInstance } from '../client/channel.ts';
import { toldBy } from './ask-era.ts';
import type { EraBook } from './era-book.ts';
import { checkingHealth, unknownHealth } from './health.ts';
import type { InstanceDirectory } from './instance-directory.ts';
import { observeInquiry, withEra, type CheckFacts } from './observe-inquiry.ts';

/** Silence after which an instance counts as down, in ms. */
const CHECK_IDLE_MS = 10_000;

/** What is known of each instance, by server/discover and initialize. */
export interface HealthChecks {
  list(): readonly InstanceHealth[];
  /**
   * Sends a check to each; what comes of it goes to `onHealth`, also that nothing can be sent to one of them.
   * Throws AppError NOT_FOUND where there is no such instance.
   */
  check(ids: readonly string[]): void;
  /** Tells what is known of an instance's era now. */
  showEra(instance: Instance): void;
  /** Forgets what was known of an instance: it is another one now. */
  forget(id: string): void;
  /** Forgets instances that are no longer there. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export interface HealthCheckOptions {
  readonly client: Client;
  readonly instances: InstanceDirectory;
  readonly eras: EraBook;
  readonly declaration: () => ClientDeclaration;
  readonly onHealth: (health: InstanceHealth) => void;
  readonly onBug: (error: unknown, where: string) => void;
  readonly now: () => number;
}

export function createHealthChecks(options: HealthCheckOptions): HealthChecks {
  return new EngineHealthChecks(options);
}

class EngineHealthChecks implements HealthChecks {
  readonly #options: HealthCheckOptions;
  readonly #known = new Map<string, InstanceHealth>();
  /** The check that is under way, by instance: an answer to an older one is no longer wanted. */
  readonly #checking = new Map<string, symbol>();

  constructor(options: HealthCheckOptions) {
    this.#options = options;
  }

  list(): readonly InstanceHealth[] {
    const { instances, eras } = this.#options;
    const kept = instances.all().filter((entry) => !this.#known.has(entry.id) && eras.known(entry));
    return [...this.#known.values(), ...kept.map((entry) => this.#healthOf(entry))];
  }

  check(ids: readonly string[]): void {
    for (const id of new Set(ids)) if (!this.#checking.has(id)) this.#start(id);
  }

  showEra(instance: Instance): void {
    // A check tells it all when it is through.
    if (this.#checking.has(instance.id)) return;
    this.#set(withEra(this.#healthOf(instance), this.#options.eras.known(instance)));
  }

  forget(id: string): void {
    this.#checking.delete(id);
    const instance = this.#options.instances.all().find((entry) => entry.id === id);
    this.#set(instance ? this.#unknown(instance) : unknownHealth(id));
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#known.keys()) {
      if (ids.has(id)) continue;
      this.#known.delete(id);
      this.#checking.delete(id);
    }
  }

  #set(health: InstanceHealth): void {
    this.#known.set(health.instanceId, health);
    this.#options.onHealth(health);
  }

  #healthOf(instance: Instance): InstanceHealth {
    return this.#known.get(instance.id) ?? this.#unknown(instance);
  }

  /** What was kept of the era is known before anything was asked. */
  #unknown(instance: Instance): InstanceHealth {
    return withEra(unknownHealth(instance.id), this.#options.eras.known(instance));
  }

  #start(id: string): void {
    const { instances, onBug } = this.#options;
    const { instance } = instances.find(id);
    const down = (problem: string): void => {
      this.#set({ ...this.#healthOf(instance), state: 'down', checkedAt: this.#options.now(), problem });
    };
    let target: ReadyInstance;
    try {
      target = instances.ready(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'NOT_FOUND') throw error;
      if (error.code === 'NEEDS_CONSENT') {
        // A check starts nothing that nobody has seen, and says nothing against the server.
        this.#set({ ...this.#unknown(instance), problem: error.message });
        return;
      }
      // A header that cannot be filled stops this one; the others are checked all the same.
      down(error.message);
      return;
    }
    const turn = Symbol(id);
    this.#checking.set(id, turn);
    this.#set(checkingHealth(this.#healthOf(instance)));
    this.#checkOne(target, turn).catch((error: unknown) => {
      if (this.#checking.get(id) !== turn) return;
      this.#checking.delete(id);
      if (error instanceof AppError) {
        down(error.message);
        return;
      }
      onBug(error, `the check of ${instance.name}`);
      down(`The check could not be made: ${String(error)}`);
    });
  }

  async #checkOne(target: ReadyInstance, turn: symbol): Promise<void> {
    const { instance } = target;
    const outcome = await check(target, this.#options);
    // Removed or changed meanwhile: nobody asks any more.
    if (this.#checking.get(instance.id) !== turn) return;
    // Whoever hears of the outcome may ask for the next check.
    this.#checking.delete(instance.id);
    const known = this.#options.eras.known(instance);
    this.#set(
      observeInquiry(this.#healthOf(instance), {
        instanceId: instance.id,
        checkedAt: this.#options.now(),
        ...outcome,
        ...(known && { known }),
      }),
    );
  }
}

/**
 * Asks one instance. Every check asks a server with an address for its era anew; a process is asked once a run, since
 * another era is another process. A legacy server is asked on the session that is open, else on one that stays open:
 * none is left behind.
 */
async function check(
  target: ReadyInstance,
  { client, eras, declaration }: HealthCheckOptions,
): Promise<Pick<CheckFacts, 'inquiry' | 'ping'>> {
  const { instance } = target;
  const limits = { idleTimeoutMs: CHECK_IDLE_MS };
  const plain = (method: string, era: Era) => ({
    ...plainDraft(method, {}, declaration()),
    era,
    followUp: false,
    ...limits,
  });
  const era = eras.known(instance);
  const isSet = era?.source === 'set';
  const isFound = instance.stdio !== undefined && era?.source === 'detected';
  if (era?.era === 'modern' && (isSet || isFound)) {
    const discover = toldBy(await client.complete(plain('server/discover', 'modern'), target, 'probe'));
    return { inquiry: { discover, evidence: [] } };
  }
  const onlySession = era?.era === 'legacy' && (isSet || isFound);
  const inquiry = await eras.inquire(target, 'probe', { ...limits, ...(onlySession && { from: 'legacy' }) });
  if (inquiry.verdict?.era !== 'legacy' || !inquiry.handshake?.reused) return { inquiry };
  const ping = toldBy(await client.complete(plain('ping', 'legacy'), target, 'probe'));
  if (ping.answer !== undefined) return { inquiry, ping };
  // The session is gone, as after a restart of the server: a new one tells more.
  return { inquiry: await eras.inquire(target, 'probe', { ...limits, from: 'legacy' }) };
}
