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

  /** The poll before, if one at this moment comes sooner after it than the server has asked for; all in ms. */
  early(
    exchange: SeenExchange,
    intervalMs: number | undefined,
  ): { readonly gapMs: number; readonly number: number } | undefined {
    const before = this.#polls.get(askerOf(exchange));
    if (!before || intervalMs === undefined) return undefined;
    const gapMs = exchange.startedAt - before.at;
    // What was overtaken is judged by what came after it.
    return gapMs >= 0 && gapMs < intervalMs * TOLERATED ? { gapMs, number: before.number } : undefined;
  }

  /** Remembers a poll. */
  polled(exchange: SeenExchange): void {
    const { startedAt, number } = exchange;
    const key = askerOf(exchange);
    if ((this.#polls.get(key)?.at ?? 0) > startedAt) return;
    this.#polls.delete(key);
    this.#polls.set(key, { at: startedAt, number });
    if (this.#polls.size <= MOST_ASKERS) return;
    for (const oldest of this.#polls.keys()) {
      this.#polls.delete(oldest);
      return;
    }
  }

  /** Somebody did something that makes a look at once worth its while. */
  forget(exchange: SeenExchange): void {
    this.#polls.delete(askerOf(exchange));
  }
}

function askerOf({ client, gateway, instanceId }: SeenExchange): string {
  return digest(`${gateway ? '' : instanceId} ${client}`);
}
