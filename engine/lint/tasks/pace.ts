import { digest } from '../digest.ts';
import type { SeenExchange } from '../seen-exchange.ts';

/** A timer may fire a little early, and the way there takes its time: less than this part of the interval is early. */
const TOLERATED = 0.9;
const MOST_ASKERS = 20;

/**
 * When one task was polled by whom. The first poll is free, as is the one after an update or a cancellation; several
 * instances that are asked directly are a server each, while a gateway stands for one.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-polling
 */
export class Pace {
  readonly #polls = new Map<string, { readonly at: number; readonly number: number }>();

  /** The poll before, if this one comes sooner after it than the server has asked for; both in ms. */
  poll(
    exchange: SeenExchange,
    intervalMs: number | undefined,
  ): { readonly gapMs: number; readonly number: number } | undefined {
    const { startedAt, number } = exchange;
    const key = askerOf(exchange);
    const before = this.#polls.get(key);
    // What is sent at once with another is not judged twice.
    if (before && before.at > startedAt) return undefined;
    this.#polls.delete(key);
    this.#polls.set(key, { at: startedAt, number });
    if (this.#polls.size > MOST_ASKERS) {
      for (const oldest of this.#polls.keys()) {
        this.#polls.delete(oldest);
        break;
      }
    }
    if (!before || intervalMs === undefined) return undefined;
    const gapMs = startedAt - before.at;
    return gapMs < intervalMs * TOLERATED ? { gapMs, number: before.number } : undefined;
  }

  /** Somebody did something that makes a look at once worth its while. */
  forget(exchange: SeenExchange): void {
    this.#polls.delete(askerOf(exchange));
  }
}

function askerOf({ client, gateway, instanceId }: SeenExchange): string {
  return digest(`${gateway ? '' : instanceId} ${client}`);
}
