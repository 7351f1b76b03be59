import type { MockAsked } from '../../shared/model/mock.ts';
import { MOST_ASKED } from '../../shared/model/mock.ts';

/** One request that was asked, and what became of it. */
export interface AskedOnce extends Pick<MockAsked, 'era' | 'method' | 'name' | 'number' | 'says'> {
  readonly outcome: 'answered' | 'alike' | 'unmatched';
  /** Epoch ms. */
  readonly at: number;
}

/** What was asked of a mock, by method and name; of those that were not asked for longest the first are forgotten. Pure. */
export class AskedBoard {
  readonly #entries = new Map<string, MockAsked>();
  #before = 0;

  note({ outcome, at, number, says, ...what }: AskedOnce): void {
    const key = JSON.stringify([what.era, what.method, what.name]);
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    const kept = { number: number ?? known?.number, says: says ?? known?.says };
    this.#entries.set(key, {
      ...what,
      answered: (known?.answered ?? 0) + (outcome === 'unmatched' ? 0 : 1),
      alike: (known?.alike ?? 0) + (outcome === 'alike' ? 1 : 0),
      unmatched: (known?.unmatched ?? 0) + (outcome === 'unmatched' ? 1 : 0),
      lastAt: at,
      ...(kept.number !== undefined && { number: kept.number }),
      ...(kept.says !== undefined && { says: kept.says }),
    });
    if (this.#entries.size > MOST_ASKED) this.#forget();
  }

  /** The latest first. */
  list(): readonly MockAsked[] {
    return [...this.#entries.values()].reverse();
  }

  /** Methods and names that were forgotten; one that came back counts anew. */
  before(): number {
    return this.#before;
  }

  /** What is in the recording goes first: what is not is what somebody looks for. */
  #forget(): void {
    const plain = [...this.#entries].find(([, { unmatched, alike }]) => unmatched + alike === 0);
    const oldest = plain?.[0] ?? this.#entries.keys().next().value;
    if (oldest === undefined) return;
    this.#entries.delete(oldest);
    this.#before += 1;
  }
}
