/** What is in an OpenList knows its place there. */
export interface Listed {
  /** Set by the list; -1 outside of one. */
  place: number;
}

/**
 * What is under way, in no order. It is a plain array on purpose: a Set or Map that is filled and emptied all the time leaves
 * a chain of tables behind, of which each keeps alive what was in it until the next full collection; under load that
 * makes all short-lived objects long-lived.
 */
export class OpenList<T extends Listed> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    item.place = this.#items.length;
    this.#items.push(item);
  }

  /** Does nothing where it is not in. */
  delete(item: T): void {
    const { place } = item;
    if (this.#items[place] !== item) return;
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#items[place] = last;
      last.place = place;
    }
    item.place = -1;
  }

  find(isIt: (item: T) => boolean): T | undefined {
    return this.#items.find(isIt);
  }

  /** As it is now: a copy. */
  all(): readonly T[] {
    return [...this.#items];
  }
}
