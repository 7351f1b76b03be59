import type { SeenExchange } from './seen-exchange.ts';

/** Of one kind and instance; older ones are forgotten. */
const MOST_TIMES = 50;
const MOST_KINDS = 500;
const KIND = /^notifications\/(tools|prompts|resources)\/list_changed$/;

/** When which instance said that a list of it has changed, as far as the exchanges that have ended tell. */
export class Announcements {
  readonly #times = new Map<string, readonly number[]>();

  /** How many are remembered. */
  get size(): number {
    let size = 0;
    for (const times of this.#times.values()) size += times.length;
    return size;
  }

  /** Whether one of these instances announced the change between two times in epoch ms. `method` is the notification's. */
  within(instanceIds: readonly string[], method: string, from: number, to: number): boolean {
    return instanceIds.some((id) => {
      const times = this.#times.get(`${method} ${id}`) ?? [];
      return times.some((time) => time >= from && time <= to);
    });
  }

  learn({ messages, instanceId, startedAt }: SeenExchange): void {
    for (const { kind, method = '', atMs } of messages) {
      if (kind !== 'notification' || !KIND.test(method)) continue;
      const key = `${method} ${instanceId}`;
      this.#times.set(key, [...(this.#times.get(key) ?? []), startedAt + atMs].slice(-MOST_TIMES));
      if (this.#times.size <= MOST_KINDS) continue;
      for (const oldest of this.#times.keys()) {
        this.#times.delete(oldest);
        break;
      }
    }
  }
}
