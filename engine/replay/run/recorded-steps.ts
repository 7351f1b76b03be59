import type { Draft } from '../../../shared/model/draft.ts';
import type { StoredStep } from '../../capture/planning/packed-step.ts';
import type { DraftSource } from './run-order.ts';

/** A proof sends the same few steps hundreds of times: those of a plan of so many steps are kept. A longer one's only pass by. */
const MOST_KEPT = 2_000;

/**
 * The recorded requests of one replay, as its capture's worker has them. Who holds answers against the recorded ones hears of each
 * recorded answer once, before its step is sent for the first time.
 */
export class RecordedSteps implements DraftSource {
  readonly #ask: (numbers: readonly number[]) => Promise<readonly StoredStep[]>;
  readonly #onRecorded: (step: StoredStep) => void;
  readonly #kept = new Map<number, StoredStep>();
  readonly #told = new Set<number>();
  readonly #keeps: boolean;

  /** `count`: of the plan's steps. */
  constructor(
    count: number,
    ask: (numbers: readonly number[]) => Promise<readonly StoredStep[]>,
    onRecorded: (step: StoredStep) => void,
  ) {
    this.#keeps = count <= MOST_KEPT;
    this.#ask = ask;
    this.#onRecorded = onRecorded;
  }

  async drafts(numbers: readonly number[]): Promise<ReadonlyMap<number, Draft>> {
    const steps = await this.steps(numbers);
    return new Map(steps.map(({ number, draft }) => [number, draft]));
  }

  /** In the order that is asked for; without those that cannot be read any more. Rejects with AppError. */
  async steps(numbers: readonly number[]): Promise<readonly StoredStep[]> {
    const missing = numbers.filter((number) => !this.#kept.has(number));
    const asked = missing.length > 0 ? await this.#ask(missing) : [];
    const found = new Map(asked.map((step) => [step.number, step]));
    for (const step of asked) {
      if (this.#told.has(step.number)) continue;
      this.#told.add(step.number);
      this.#onRecorded(step);
    }
    const steps = numbers.flatMap((number) => this.#kept.get(number) ?? found.get(number) ?? []);
    if (this.#keeps) for (const step of asked) this.#kept.set(step.number, step);
    return steps;
  }
}
