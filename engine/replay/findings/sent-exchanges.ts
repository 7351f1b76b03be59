import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import { Column } from '../diff/column.ts';

/** What one exchange of a replay repeats, and where it went. */
export interface SentFor {
  /** Number of the step. */
  readonly step: number;
  readonly instanceId: string;
}

interface OfCapture {
  first: number;
  last: number;
  readonly numbers: Column;
  readonly steps: Column;
  readonly instances: Column;
}

/** Which exchange was sent for which step, of hundreds of thousands: nine bytes each. Pure. */
export class SentExchanges {
  readonly #captures = new Map<string, OfCapture>();
  readonly #instances: string[] = [];

  add({ captureId, number }: ExchangeRef, { step, instanceId }: SentFor): void {
    let of = this.#captures.get(captureId);
    if (!of) {
      const [numbers, steps] = [new Column(Int32Array), new Column(Int32Array)];
      of = { first: number, last: number, numbers, steps, instances: new Column(Uint8Array) };
      this.#captures.set(captureId, of);
    }
    of.first = Math.min(of.first, number);
    of.last = Math.max(of.last, number);
    of.numbers.push(number);
    of.steps.push(step);
    const known = this.#instances.indexOf(instanceId);
    of.instances.push(known < 0 ? this.#instances.push(instanceId) - 1 : known);
  }

  /** Captures that hold any, and between which numbers: others may stand between them. */
  ranges(): readonly { readonly captureId: string; readonly first: number; readonly last: number }[] {
    return [...this.#captures].map(([captureId, { first, last }]) => ({ captureId, first, last }));
  }

  /** Those of a capture that are wanted, by number. */
  find(captureId: string, wanted: ReadonlySet<number>): Map<number, SentFor> {
    const found = new Map<number, SentFor>();
    const of = this.#captures.get(captureId);
    for (let index = 0; of && index < of.numbers.length; index += 1) {
      const number = of.numbers.at(index);
      if (!wanted.has(number)) continue;
      const instanceId = this.#instances[of.instances.at(index)] ?? '';
      found.set(number, { step: of.steps.at(index), instanceId });
    }
    return found;
  }
}
