import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { FoundNumbers } from '../../shared/bridge/search-commands.ts';
import { NumberBits, unpackNumbers } from './number-bits.ts';

/** So many rows that have changed are asked about at once. */
const MOST_AMONG = 10_000;
/** While the exchanges are judged, a filter that leans on what is found is asked anew so often, in ms. */
const ANEW_MS = 1_000;

interface RowFinderOptions {
  readonly bridge: Bridge;
  readonly captureId: string;
  readonly filter: string;
  /** All was looked at anew: the list is to be made again. */
  readonly onFound: () => void;
  /** Of these it is known by now whether they pass. */
  readonly onDecided: (numbers: readonly number[]) => void;
  /** How far the search of bodies has come, by exchange number; undefined once it is over. */
  readonly onProgress: (through: number | undefined) => void;
  /** A sentence: why the filter cannot be answered. */
  readonly onProblem: (message: string) => void;
}

/**
 * Which rows of one capture pass one filter. The engine answers for all of them at once, and then for those that are new or
 * have changed, batch by batch; until then a new row does not pass, and one that has changed stays what it was.
 */
export class RowFinder {
  readonly #options: RowFinderOptions;
  #passing = new NumberBits();
  #undecided = new Set<number>();
  #isAsking = false;
  /** All have been looked at once. */
  #isAnswered = false;
  #leansOnJudge = false;
  #wantsAll = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: RowFinderOptions) {
    this.#options = options;
  }

  passes(number: number): boolean {
    return this.#passing.has(number);
  }

  /** Looks at all rows, anew if they were looked at. */
  findAll(): void {
    this.#wantsAll = true;
    void this.#work();
  }

  /** These rows are new or have changed. */
  changed(numbers: Iterable<number>): void {
    for (const number of numbers) this.#undecided.add(number);
    void this.#work();
  }

  /** More is judged: what leans on it is asked anew, but not all the time. */
  judged(): void {
    if (!this.#leansOnJudge) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.findAll();
    }, ANEW_MS);
  }

  /** Other findings are muted. */
  heardAnew(): void {
    if (this.#leansOnJudge) this.findAll();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** One question at a time: whatever comes meanwhile is asked together. */
  async #work(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (!this.#stopped && (this.#wantsAll || this.#undecided.size > 0)) {
        if (!(await (this.#wantsAll ? this.#askAll() : this.#askSome()))) return;
      }
    } finally {
      this.#isAsking = false;
    }
  }

  async #askAll(): Promise<boolean> {
    this.#wantsAll = false;
    const passing = new NumberBits();
    for (let above: number | undefined; ;) {
      const found = await this.#ask(above === undefined ? {} : { above });
      if (!found) return false;
      for (const number of unpackNumbers(found.packed)) passing.add(number);
      this.#leansOnJudge = found.judged;
      above = found.through;
      this.#options.onProgress(above);
      if (above === undefined) break;
      if (this.#isWantedAnew()) return true;
      // At first what is found by now is better than nothing; later it would be less than what stands there.
      if (this.#isAnswered) continue;
      this.#passing = passing;
      this.#options.onFound();
    }
    this.#isAnswered = true;
    this.#passing = passing;
    this.#options.onFound();
    return true;
  }

  #isWantedAnew(): boolean {
    return this.#wantsAll;
  }

  async #askSome(): Promise<boolean> {
    const among = [...this.#undecided].slice(0, MOST_AMONG);
    for (const number of among) this.#undecided.delete(number);
    const found = await this.#ask({ among });
    if (!found) return false;
    const passing = new Set(unpackNumbers(found.packed));
    for (const number of among) {
      // Of those beyond nothing is known yet.
      if (found.through !== undefined && number > found.through) this.#undecided.add(number);
      else if (passing.has(number)) this.#passing.add(number);
      else this.#passing.delete(number);
    }
    this.#options.onDecided(among);
    return true;
  }

  async #ask(which: {
    readonly among?: number[];
    readonly above?: number;
  }): Promise<FoundNumbers | undefined> {
    const { bridge, captureId, filter, onProblem } = this.#options;
    const answer = await bridge.invoke('capture.find', { captureId, filter, ...which });
    if (this.#stopped) return undefined;
    if (answer.ok) return answer.value;
    onProblem(answer.error.message);
    return undefined;
  }
}
