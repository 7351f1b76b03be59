import type { TaskPhase, TaskStatus } from '../../../shared/model/task.ts';

interface Run {
  readonly status: TaskStatus;
  from: number;
  /** When it was told last. */
  to: number;
}

/** A task that flaps for long keeps its beginning and its end. */
const MOST_RUNS = 400;

/** The stretches of one status of a task, out of what was told at which moment, in whatever order that is learnt. */
export class Phases {
  #runs: Run[] = [];

  /** `at` in epoch ms. */
  told(status: TaskStatus, at: number): void {
    const runs = this.#runs;
    // What comes last is nearly always told last.
    let next = runs.length;
    while (next > 0 && (runs[next - 1]?.from ?? 0) > at) next -= 1;
    const before = runs[next - 1];
    const after = runs[next];
    if (before?.status === status) {
      before.to = Math.max(before.to, at);
    } else if (before && before.to > at) {
      runs.splice(next, 0, { status, from: at, to: at }, { ...before, from: before.to });
      before.to = before.from;
    } else if (after?.status === status) {
      after.from = at;
    } else {
      runs.splice(next, 0, { status, from: at, to: at });
    }
    if (runs.length > MOST_RUNS) runs.splice(MOST_RUNS / 2, 2);
  }

  list(): readonly TaskPhase[] {
    return this.#runs.map(({ status, from }, at) => {
      const next = this.#runs[at + 1];
      return next ? { status, from, to: next.from } : { status, from };
    });
  }
}
