import type { PlanStep } from '../../../shared/model/replay-plan.ts';

const UNKNOWN = -2;
const MIXED = -1;

/** Where the steps of one run went, and whether all that one builds on went to the same instance. */
interface Placed {
  /** Index of the instance that feeds later steps, by index of the step. */
  readonly feeds: Int16Array;
  /** The one instance of a step and of all that it builds on; MIXED. Worked out when it is asked for. */
  home?: Int16Array;
  /** All instances of the run. */
  readonly used: Set<number>;
}

/**
 * Which instances the steps of each run went to, and so which answers could build on what their own instance remembers.
 * `builds`: for each step the indices of the steps that it builds on, all of them before it. Pure.
 */
export class Placements {
  readonly #builds: readonly (readonly number[])[];
  /** The other way round. */
  readonly #builtOn: readonly number[][];
  readonly #runs = new Map<number, Placed>();

  constructor(steps: readonly PlanStep[]) {
    const indexOf = new Map(steps.map(({ number }, index) => [number, index]));
    this.#builds = steps.map(({ after, follows }, index) =>
      [...after, ...(follows === undefined ? [] : [follows])]
        .map((number) => indexOf.get(number) ?? index)
        .filter((each) => each < index),
    );
    this.#builtOn = steps.map(() => []);
    for (const [index, others] of this.#builds.entries()) {
      for (const other of others) this.#builtOn[other]?.push(index);
    }
  }

  /**
   * A step was answered there. Of several instances the first of the list feeds later steps.
   * @returns Whether what was told of other steps of this run may be another now.
   */
  add(run: number, step: number, instance: number): boolean {
    let placed = this.#runs.get(run);
    if (!placed) {
      placed = { feeds: new Int16Array(this.#builds.length).fill(UNKNOWN), used: new Set() };
      this.#runs.set(run, placed);
    }
    const known = placed.feeds[step] ?? UNKNOWN;
    const feeds = known === UNKNOWN || instance < known;
    const { feeds: before, used } = placed;
    const isSecond = used.size === 1 && !used.has(instance);
    if (feeds) {
      before[step] = instance;
      delete placed.home;
    }
    used.add(instance);
    return isSecond || (feeds && (this.#builtOn[step] ?? []).some((other) => before[other] !== UNKNOWN));
  }

  /** The steps that were answered in a run, by index. */
  *stepsOf(run: number): Generator<number> {
    for (const [step, instance] of this.#runs.get(run)?.feeds.entries() ?? []) {
      if (instance !== UNKNOWN) yield step;
    }
  }

  /** Whether a step builds on others at all. */
  builds(step: number): boolean {
    return (this.#builds[step]?.length ?? 0) > 0;
  }

  /** Whether all that a step builds on was answered by the instance that answered it, too. */
  together(run: number, step: number, instance: number): boolean {
    const placed = this.#runs.get(run);
    if (!placed) return false;
    placed.home ??= this.#homes(placed.feeds);
    const { home } = placed;
    return (this.#builds[step] ?? []).every((other) => home[other] === instance);
  }

  /** The step that a step builds on and that went elsewhere, if any, by index: the last one. */
  elsewhere(run: number, step: number, instance: number): number | undefined {
    const feeds = this.#runs.get(run)?.feeds;
    return (this.#builds[step] ?? []).findLast(
      (other) => (feeds?.[other] ?? UNKNOWN) >= 0 && feeds?.[other] !== instance,
    );
  }

  /** Whether a run had one instance only. */
  alone(run: number): boolean {
    return this.#runs.get(run)?.used.size === 1;
  }

  #homes(feeds: Int16Array): Int16Array {
    const homes = new Int16Array(feeds.length).fill(UNKNOWN);
    for (const [step, others] of this.#builds.entries()) {
      const own = feeds[step] ?? UNKNOWN;
      homes[step] = own === UNKNOWN || others.every((other) => homes[other] === own) ? own : MIXED;
    }
    return homes;
  }
}
