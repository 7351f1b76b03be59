import type { PlanStep, ReplayPlan, ValueFlow } from '../../../shared/model/replay-plan.ts';

/** What of a plan a proof looks up again and again. Pure. */
export class Needs {
  readonly steps: ReadonlyMap<number, PlanStep>;
  /** Flows that are rewritten, by the step that carries their value. */
  readonly #carried = new Map<number, ValueFlow[]>();
  readonly #minted = new Map<number, ValueFlow[]>();

  constructor({ steps, flows }: Pick<ReplayPlan, 'steps' | 'flows'>) {
    this.steps = new Map(steps.map((step) => [step.number, step]));
    for (const flow of flows) {
      if (flow.use !== 'used') continue;
      put(this.#minted, flow.producer.number, flow);
      for (const number of new Set(flow.consumers.map((place) => place.number))) {
        put(this.#carried, number, flow);
      }
    }
  }

  /** Flows whose values a step carries. */
  carriedBy(number: number): readonly ValueFlow[] {
    return this.#carried.get(number) ?? [];
  }

  /** Flows that begin with a step's answer. */
  mintedBy(number: number): readonly ValueFlow[] {
    return this.#minted.get(number) ?? [];
  }

  /** Steps without which this one cannot be sent, or would never end: whose values it carries, in turn. Without itself. */
  of(number: number): ReadonlySet<number> {
    const found = new Set<number>();
    const pending = [number];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const step = this.steps.get(next);
      if (!step) continue;
      const producers = this.carriedBy(next).map(({ producer }) => producer.number);
      const waits = step.until === undefined && step.kind !== 'update' ? [] : this.#leadUpTo(step);
      for (const before of [...producers, ...waits]) {
        if (before === number || found.has(before) || !this.steps.has(before)) continue;
        found.add(before);
        pending.push(before);
      }
    }
    return found;
  }

  /** All steps that must have been answered before, in turn. Without itself. */
  before(number: number): ReadonlySet<number> {
    const found = new Set<number>();
    const pending = [number];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const before of this.steps.get(next)?.after ?? []) {
        if (found.has(before)) continue;
        found.add(before);
        pending.push(before);
      }
    }
    return found;
  }

  /** What a step hangs on, the nearest first, and then what hangs on it: they share a handle or a value. */
  related(number: number): readonly number[] {
    const before = [...this.before(number)].sort((a, b) => b - a);
    const later = [...this.steps.values()].filter(({ after }) => after.includes(number));
    return [...before, ...later.map((step) => step.number)];
  }

  /** A task only goes on when what it asked for was answered: a poll that waits for its end would wait in vain. */
  #leadUpTo({ after }: PlanStep): readonly number[] {
    return after.filter((number) => {
      const step = this.steps.get(number);
      return step?.kind === 'update' || step?.until === 'asks';
    });
  }
}

function put<V>(map: Map<number, V[]>, key: number, value: V): void {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
}
