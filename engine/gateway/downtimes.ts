import type { GatewayCounters } from './counters.ts';

/** Instances that a fault has taken down, and until when. */
export class Downtimes {
  readonly #counters: GatewayCounters;
  readonly #down = new Map<string, { readonly faultId: string; readonly timer: NodeJS.Timeout }>();

  constructor(counters: GatewayCounters) {
    this.#counters = counters;
  }

  /** From now on for so many ms. What a person took down or drained stays so. */
  takeDown(instanceId: string, forMs: number, faultId: string): void {
    if (!this.#down.has(instanceId) && this.#counters.of(instanceId).availability !== 'up') return;
    clearTimeout(this.#down.get(instanceId)?.timer);
    const timer = setTimeout(() => {
      this.#down.delete(instanceId);
      this.#counters.setAvailability(instanceId, 'up');
    }, forMs).unref();
    this.#down.set(instanceId, { faultId, timer });
    this.#counters.setAvailability(instanceId, 'refuses');
  }

  /** The fault by which it is down; undefined where none is. */
  by(instanceId: string): string | undefined {
    return this.#down.get(instanceId)?.faultId;
  }

  /** A person decides about it now. */
  forget(instanceId: string): void {
    clearTimeout(this.#down.get(instanceId)?.timer);
    this.#down.delete(instanceId);
  }

  /** All are up again, also those that a person took down. */
  clear(): void {
    for (const instanceId of [...this.#down.keys()]) this.forget(instanceId);
    this.#counters.allUp();
  }
}
