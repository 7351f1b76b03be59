import type { ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { SentStep } from './contract.ts';

/** Where each step goes, as indices of instances, and who could not be parted. */
export interface Parted {
  readonly places: readonly number[];
  /** Numbers of steps that share an instance with one that they should have been parted from. */
  readonly together: readonly number[];
}

/**
 * Places steps so that who needs a value, who retries and who polls is never where that came from. Steps that hang
 * together are coloured with two instances where that is possible, else with as many as there are; groups, and steps on
 * which nothing hangs, take turns, so that all instances are used. With two instances not all can be parted: three steps of
 * which each needs the other two's values cannot. Pure.
 */
export function partSteps(
  steps: readonly SentStep[],
  flows: readonly ValueFlow[],
  instances: number,
): Parted {
  const indexOf = new Map(steps.map(({ number }, index) => [number, index]));
  const neighbours = steps.map(() => new Set<number>());
  const feeds = steps.map(() => false);
  const link = (producer: number | undefined, consumer: number | undefined): void => {
    if (producer === undefined || consumer === undefined || producer === consumer) return;
    neighbours[producer]?.add(consumer);
    neighbours[consumer]?.add(producer);
    feeds[producer] = true;
  };
  for (const { use, producer, consumers } of flows) {
    if (use !== 'used') continue;
    for (const { number } of consumers) link(indexOf.get(producer.number), indexOf.get(number));
  }
  for (const { number, follows } of steps) {
    if (follows !== undefined) link(indexOf.get(follows), indexOf.get(number));
  }
  const parting = new Parting(neighbours, feeds, instances);
  const places = parting.run();
  const together = steps.flatMap(({ number }, index) =>
    [...(neighbours[index] ?? [])].some((other) => other < index && places[other] === places[index])
      ? [number]
      : [],
  );
  return { places, together };
}

class Parting {
  readonly #neighbours: readonly ReadonlySet<number>[];
  readonly #feeds: readonly boolean[];
  readonly #instances: number;
  readonly #places: number[];
  #turn = 0;

  constructor(neighbours: readonly ReadonlySet<number>[], feeds: readonly boolean[], instances: number) {
    this.#neighbours = neighbours;
    this.#feeds = feeds;
    this.#instances = instances;
    this.#places = neighbours.map(() => -1);
  }

  run(): number[] {
    const seen = new Set<number>();
    for (let first = 0; first < this.#neighbours.length; first += 1) {
      if (seen.has(first)) continue;
      const group = this.#groupOf(first, seen);
      const shift = this.#turn;
      this.#turn += 1;
      const colours = this.#twoColours(group) ?? this.#manyColours(group);
      for (const step of group) {
        this.#places[step] = ((colours.get(step) ?? 0) + shift) % this.#instances;
      }
      this.#spread(group);
    }
    return this.#places;
  }

  /** All that hangs together, in the order of the steps. */
  #groupOf(first: number, seen: Set<number>): number[] {
    const group = [first];
    seen.add(first);
    for (const step of group) {
      for (const other of this.#neighbours[step] ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    return group.sort((one, other) => one - other);
  }

  #twoColours(group: readonly number[]): Map<number, number> | undefined {
    if (this.#instances < 2) return undefined;
    const [first = 0] = group;
    const colours = new Map([[first, 0]]);
    const queue = [first];
    for (const step of queue) {
      const other = 1 - (colours.get(step) ?? 0);
      for (const neighbour of this.#neighbours[step] ?? []) {
        const known = colours.get(neighbour);
        if (known === undefined) {
          colours.set(neighbour, other);
          queue.push(neighbour);
        } else if (known !== other) return undefined;
      }
    }
    return colours;
  }

  /** The lowest that no neighbour has; where there is none, the one that the fewest have, the latest neighbour's never. */
  #manyColours(group: readonly number[]): Map<number, number> {
    const colours = new Map<number, number>();
    for (const step of group) {
      const used = Array.from({ length: this.#instances }, () => 0);
      let latest: number | undefined;
      for (const neighbour of [...(this.#neighbours[step] ?? [])].sort((one, other) => one - other)) {
        const colour = colours.get(neighbour);
        if (colour === undefined) continue;
        used[colour] = (used[colour] ?? 0) + 1;
        latest = colour;
      }
      const free = used.indexOf(0);
      if (free >= 0) colours.set(step, free);
      else {
        const others = used.map((count, colour) => (colour === latest ? Infinity : count));
        colours.set(step, this.#instances < 2 ? 0 : others.indexOf(Math.min(...others)));
      }
    }
    return colours;
  }

  /** Who feeds nobody may go anywhere but to its causes: they take turns. */
  #spread(group: readonly number[]): void {
    if (this.#instances < 3 && group.length > 1) return;
    let turn = this.#turn;
    for (const step of group) {
      if (this.#feeds[step] === true || group.length === 1) continue;
      const taken = new Set([...(this.#neighbours[step] ?? [])].map((other) => this.#places[other]));
      for (let tried = 0; tried < this.#instances; tried += 1) {
        const place = (turn + tried) % this.#instances;
        if (taken.has(place)) continue;
        this.#places[step] = place;
        turn = place + 1;
        break;
      }
    }
  }
}
