import type { Availability, GatewayState, InstanceCounters } from '../../shared/model/gateway.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a gateway counts while it runs, and what is done about its instances on purpose. */
export class GatewayCounters {
  readonly #instances = new Map<string, Mutable<InstanceCounters>>();
  readonly #ruleHits = new Map<string, number>();
  readonly #faultHits = new Map<string, number>();
  readonly #changed: () => void;
  #turnedAway = 0;
  #openConnections = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(instanceId: string): Readonly<InstanceCounters> {
    return this.#entry(instanceId);
  }

  setAvailability(instanceId: string, availability: Availability): void {
    this.#entry(instanceId).availability = availability;
    this.#changed();
  }

  /** A request is on its way to it; call the result once, when it is over. */
  sent(instanceId: string): (failed: boolean) => void {
    const entry = this.#entry(instanceId);
    entry.requests += 1;
    entry.pending += 1;
    this.#changed();
    let over = false;
    return (failed) => {
      if (over) return;
      over = true;
      entry.pending -= 1;
      if (failed) entry.failures += 1;
      this.#changed();
    };
  }

  bytesIn(instanceId: string, bytes: number): void {
    this.#entry(instanceId).bytesIn += bytes;
    this.#changed();
  }

  bytesOut(instanceId: string, bytes: number): void {
    this.#entry(instanceId).bytesOut += bytes;
    this.#changed();
  }

  ruleHit(rule: string): void {
    this.#ruleHits.set(rule, (this.#ruleHits.get(rule) ?? 0) + 1);
    this.#changed();
  }

  faultHit(faultId: string): void {
    this.#faultHits.set(faultId, (this.#faultHits.get(faultId) ?? 0) + 1);
    this.#changed();
  }

  turnedAway(): void {
    this.#turnedAway += 1;
    this.#changed();
  }

  connection(step: 1 | -1): void {
    this.#openConnections += step;
    this.#changed();
  }

  /** Zero again, but for what is open. */
  reset(): void {
    for (const [id, entry] of this.#instances) {
      const { pending, availability } = entry;
      Object.assign(entry, fresh(id), { pending, availability });
    }
    this.#ruleHits.clear();
    this.#faultHits.clear();
    this.#turnedAway = 0;
    this.#changed();
  }

  allUp(): void {
    for (const entry of this.#instances.values()) entry.availability = 'up';
    this.#changed();
  }

  /** `instanceIds` in their order. */
  state(
    instanceIds: readonly string[],
  ): Pick<GatewayState, 'instances' | 'ruleHits' | 'faultHits' | 'turnedAway' | 'openConnections'> {
    return {
      instances: instanceIds.map((id) => ({ ...this.#entry(id) })),
      ruleHits: Object.fromEntries(this.#ruleHits),
      faultHits: Object.fromEntries(this.#faultHits),
      turnedAway: this.#turnedAway,
      openConnections: this.#openConnections,
    };
  }

  #entry(instanceId: string): Mutable<InstanceCounters> {
    let entry = this.#instances.get(instanceId);
    if (!entry) {
      entry = fresh(instanceId);
      this.#instances.set(instanceId, entry);
    }
    return entry;
  }
}

function fresh(instanceId: string): Mutable<InstanceCounters> {
  return { instanceId, availability: 'up', requests: 0, pending: 0, failures: 0, bytesIn: 0, bytesOut: 0 };
}
