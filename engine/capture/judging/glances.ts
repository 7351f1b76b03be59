/** A stream that grows is looked at again after so long, in ms; one that ends before is judged once. */
const GLANCE_MS = 1_000;

interface Watched {
  size: number;
  glanced: number;
  /** Epoch or monotonic ms: of the last look, or of when it was first seen. */
  at: number;
}

/** Exchanges that go on and have something to be looked at. */
export class Glances {
  readonly #watched = new Map<number, Watched>();

  /** `size` grows whenever there is something new. */
  grew(number: number, size: number, now: number): void {
    const known = this.#watched.get(number);
    if (known) known.size = size;
    else this.#watched.set(number, { size, glanced: 0, at: now });
  }

  /** It has ended. */
  drop(number: number): void {
    this.#watched.delete(number);
  }

  /** One that is to be looked at now; counts as looked at. */
  take(now: number): number | undefined {
    for (const [number, watched] of this.#watched) {
      if (watched.size === watched.glanced || now - watched.at < GLANCE_MS) continue;
      watched.glanced = watched.size;
      watched.at = now;
      return number;
    }
    return undefined;
  }

  /** Ms until the next one is to be looked at; undefined where none is. */
  wait(now: number): number | undefined {
    let least: number | undefined;
    for (const { size, glanced, at } of this.#watched.values()) {
      if (size === glanced) continue;
      const left = Math.max(0, GLANCE_MS - (now - at));
      if (least === undefined || left < least) least = left;
    }
    return least;
  }
}
