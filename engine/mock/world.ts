import type { JsonObject } from '../../shared/model/json.ts';
import { chooseAnswer } from './choose-answer.ts';
import { Lives, type Life, type Understood } from './lives.ts';
import type { RecordedFlows } from './recorded-flows.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { SameRequests } from './recording-index.ts';

/** A recorded answer that is given now. */
export interface Given {
  readonly request: RecordedRequest;
  readonly repeated: boolean;
  /** Whose values the answer has: what it makes first, then what was asked about. */
  readonly lives: readonly Life[];
  /**
   * Number of the recorded change that this client has not made, and which comes before another answer: it has asked for it again
   * and again. Told once.
   */
  readonly waitsFor?: number;
  /** The change comes before this very answer. */
  readonly ahead?: true;
}

/** What holds a message of a stream back: the recorded change after which it came. */
export interface Gate {
  readonly number: number;
  readonly lives: readonly Life[];
}

/** So often one thing is asked for in vain before that is told. */
const MANY_TIMES = 5;

/** What has become of the recording for those who ask here: one for all modern clients, one for each legacy session. */
export class MockWorld {
  readonly #flows: RecordedFlows;
  readonly #lives: Lives;
  readonly #positions = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #changedBy = 0;

  constructor(flows: RecordedFlows) {
    this.#flows = flows;
    this.#lives = new Lives(flows);
  }

  understand(params: JsonObject): Understood {
    return this.#lives.understand(params);
  }

  /** Takes the next of these answers, and remembers that. */
  give(same: SameRequests, lives: readonly Life[]): Given {
    const [{ era, method, key }] = same;
    const newest = lives.at(-1);
    const positions = newest?.positions ?? this.#positions;
    const place = `${lives.map(({ id }) => id).join(' ')} ${era} ${method} ${key}`;
    const chosen = chooseAnswer(same, lives, this.#flows, positions.get(place) ?? 0);
    const { request, repeated, waitsFor, ahead } = chosen;
    positions.set(place, request.number);
    const inVain = `in vain ${String(waitsFor)} ${place}`;
    const isInVain = waitsFor !== undefined && (repeated || ahead === true);
    const times = isInVain ? (positions.get(inVain) ?? 0) + 1 : 0;
    if (times > 0) positions.set(inVain, times);
    const born = this.#lives.born(request.number, lives);
    return {
      ...{ request, repeated, lives: born ? [born, ...lives.toReversed()] : lives.toReversed() },
      ...(times === (ahead ? 1 : MANY_TIMES) && waitsFor !== undefined && { waitsFor }),
      ...(ahead && { ahead }),
    };
  }

  /** An answer has been given: what it changes is changed, and streams that waited for it go on. */
  done({ request: { number }, lives }: Given): void {
    if (!this.#flows.isWriter(number)) return;
    this.#changedBy = Math.max(this.#changedBy, number);
    for (const life of lives) {
      if (life.producer !== number) life.changedBy = Math.max(life.changedBy, number);
    }
    for (const listener of this.#listeners) listener();
  }

  /** The last change before this moment of the recording, of what these lives are about; undefined where there is none. */
  gateAt(stream: RecordedRequest, at: number, lives: readonly Life[], startOf: StartOf): Gate | undefined {
    const writers =
      lives.length === 0
        ? this.#flows.writers
        : lives.flatMap(({ producer }) => this.#flows.writersOf(producer));
    let gate = 0;
    for (const number of writers) {
      if (number > stream.number && number > gate && startOf(number) <= at) gate = number;
    }
    return gate === 0 ? undefined : { number: gate, lives };
  }

  isPassed({ number, lives }: Gate): boolean {
    if (lives.length === 0) return this.#changedBy >= number;
    return lives.some(({ changedBy }) => changedBy >= number);
  }

  /** Calls back after each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** As the client gets it: with the values of these lives. */
  dress(message: JsonObject, lives: readonly Life[]): JsonObject {
    return this.#lives.answer(message, lives) as JsonObject;
  }
}

/** Epoch ms at which a recorded request began. */
export type StartOf = (number: number) => number;
