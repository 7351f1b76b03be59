import { isJsonObject } from '../../../shared/model/json.ts';
import type { TaskInput } from '../../../shared/model/task.ts';
import type { TaskSighting } from '../../lint/tasks/sightings.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

const MOST_INPUTS = 200;
const LONGEST_KEY = 200;

/** What one task asked for, and what answered it. */
export class Inputs {
  readonly #inputs = new Map<string, TaskInput>();

  /** Learns from a task that asks, or from an update that was not refused. */
  learn({ kind, task, at, message }: TaskSighting, { number, request, startedAt }: SeenExchange): void {
    const asked = task['inputRequests'];
    if (isJsonObject(asked)) {
      for (const [key, input] of Object.entries(asked)) {
        const method = isJsonObject(input) ? input['method'] : undefined;
        this.#ask(key, typeof method === 'string' ? method : '', number, at);
      }
    }
    if (kind !== 'update' || !message?.result) return;
    const answers = request.message?.params['inputResponses'];
    if (isJsonObject(answers)) for (const key of Object.keys(answers)) this.#answer(key, number, startedAt);
  }

  list(): readonly TaskInput[] {
    return [...this.#inputs.values()];
  }

  #ask(key: string, method: string, asked: number, askedAt: number): void {
    const short = key.slice(0, LONGEST_KEY);
    const known = this.#inputs.get(short);
    // A stream that goes on may have shown it before the poll that was seen first.
    if (known ? known.askedAt > askedAt : this.#inputs.size < MOST_INPUTS) {
      this.#inputs.set(short, { ...known, key: short, method: method.slice(0, LONGEST_KEY), asked, askedAt });
    }
  }

  #answer(key: string, answered: number, answeredAt: number): void {
    const short = key.slice(0, LONGEST_KEY);
    const known = this.#inputs.get(short);
    // Answers to what was never asked are nobody's input.
    if (known && known.answered === undefined) this.#inputs.set(short, { ...known, answered, answeredAt });
  }
}
