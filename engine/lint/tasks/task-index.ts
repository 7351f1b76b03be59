import { digest } from '../digest.ts';
import type { Fleets } from './fleets.ts';
import type { TaskSighting } from './sightings.ts';

/** What a task needs for being found again. */
export interface Indexed {
  readonly taskId: string;
  /** Instances that were asked about it or told of it. */
  readonly instances: ReadonlySet<string>;
  /** Its creation was seen. */
  readonly isCreated: boolean;
}

/** Tasks by id: the same id of unlike servers is two tasks, of one server's instances one. Forgets the oldest. */
export class TaskIndex<T extends Indexed> {
  readonly #byId = new Map<string, T[]>();
  readonly #most: number;
  readonly #fleets: Fleets;
  #size = 0;

  constructor(fleets: Fleets, most: number) {
    this.#fleets = fleets;
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  /** The task that a sighting on this instance is about. Where nothing tells servers apart, the id does. */
  find({ taskId, kind }: Pick<TaskSighting, 'taskId' | 'kind'>, instanceId: string): T | undefined {
    const known = this.#byId.get(digest(taskId)) ?? [];
    const own = known.find(({ instances }) => instances.has(instanceId));
    if (own) return own;
    return known.find((task) => {
      const areOne = [...task.instances].map((other) => this.#fleets.areOne(other, instanceId));
      if (areOne.includes(true)) return true;
      // Two servers that count up make the same ids; a request goes where somebody believes the task to be.
      return !areOne.includes(false) && !(kind === 'created' && task.isCreated);
    });
  }

  /** How many tasks have this id. */
  count(taskId: string): number {
    return this.#byId.get(digest(taskId))?.length ?? 0;
  }

  /** Gives back the one that had to be forgotten. */
  add(task: T): T | undefined {
    const key = digest(task.taskId);
    const known = this.#byId.get(key);
    if (known) known.push(task);
    else this.#byId.set(key, [task]);
    this.#size += 1;
    return this.#size > this.#most ? this.#forgetOldest() : undefined;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const tasks of this.#byId.values()) yield* tasks;
  }

  #forgetOldest(): T | undefined {
    for (const [key, tasks] of this.#byId) {
      const oldest = tasks.shift();
      if (tasks.length === 0) this.#byId.delete(key);
      this.#size -= 1;
      return oldest;
    }
    return undefined;
  }
}
