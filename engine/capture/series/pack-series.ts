import type { LeftOutReason, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { StepKeys } from '../../series/step-key.ts';
import type { PackedSeries } from './series-messages.ts';

/** One step as it goes into a packed series. */
export interface SeriesEntry extends StepKeys {
  readonly number: number;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly client: string;
  /** Numbers of the exchanges whose answers gave what it carries. */
  readonly sources: readonly number[];
  readonly said: number;
  readonly early: boolean;
  readonly method: string;
  readonly name: string;
  readonly instanceName: string;
}

/** Columns that grow as a capture is read: a hundred thousand steps take some 8 MB. */
export class SeriesPacker {
  #length = 0;
  #numbers = new Float64Array(0);
  #words = new Uint32Array(0);
  readonly #sources: number[] = [];
  readonly #sourceEnds: number[] = [];
  readonly #texts = new Map<string, number>();
  readonly #clients = new Map<string, number>();
  readonly #leftOut: Partial<Record<LeftOutReason, number>> = {};

  leaveOut(reason: LeftOutReason): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
  }

  add(entry: SeriesEntry): void {
    const { number, exact, loose, startedAt, endedAt = NaN, said, early } = entry;
    const client = numberOf(this.#clients, entry.client);
    if ((this.#length + 1) * COLUMNS > this.#numbers.length) this.#grow();
    this.#numbers.set(
      [number, exact, loose, startedAt, endedAt, client, said, early ? 1 : 0],
      this.#length * COLUMNS,
    );
    const { method, name, instanceName } = entry;
    this.#words.set(
      [method, name, instanceName].map((text) => numberOf(this.#texts, text)),
      this.#length * WORDS,
    );
    this.#sources.push(...entry.sources);
    this.#sourceEnds.push(this.#sources.length);
    this.#length += 1;
  }

  pack(flows: readonly ValueFlow[]): PackedSeries {
    const column = (index: number): Iterable<number> & ArrayLike<number> =>
      Float64Array.from({ length: this.#length }, (_, row) => this.#numbers[row * COLUMNS + index] ?? NaN);
    const numbers = Uint32Array.from(column(0));
    const places = new Map(Array.from(numbers, (number, place) => [number, place]));
    return {
      numbers,
      exact: Float64Array.from(column(1)),
      loose: Float64Array.from(column(2)),
      startedAt: Float64Array.from(column(3)),
      endedAt: Float64Array.from(column(4)),
      client: Int32Array.from(column(5)),
      clients: [...this.#clients.keys()],
      sources: Int32Array.from(this.#sources, (number) => places.get(number) ?? -1),
      sourceEnds: Uint32Array.from(this.#sourceEnds),
      said: Float64Array.from(column(6)),
      early: Uint8Array.from(column(7)),
      words: this.#words.slice(0, this.#length * WORDS),
      texts: [...this.#texts.keys()],
      leftOut: this.#leftOut,
      flows,
    };
  }

  #grow(): void {
    const room = Math.max(1_024, this.#length * 2);
    const [numbers, words] = [new Float64Array(room * COLUMNS), new Uint32Array(room * WORDS)];
    numbers.set(this.#numbers);
    words.set(this.#words);
    [this.#numbers, this.#words] = [numbers, words];
  }
}

const COLUMNS = 8;
const WORDS = 3;

function numberOf(known: Map<string, number>, text: string): number {
  let number = known.get(text);
  if (number === undefined) known.set(text, (number = known.size));
  return number;
}
