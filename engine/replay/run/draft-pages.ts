import type { Draft } from '../../../shared/model/draft.ts';
import type { DraftSource } from './run-order.ts';

/** So many drafts are asked for at once, and at most a few pages of them are in memory. */
const PAGE = 200;

/**
 * The drafts of a run, fetched page by page in the order in which they leave, the next page while this one is sent, and forgotten
 * once they were taken.
 */
export class DraftPages {
  readonly #source: DraftSource;
  readonly #numbers: readonly number[];
  readonly #pages = new Map<number, Promise<Map<number, Draft>>>();

  constructor(source: DraftSource, numbers: readonly number[]) {
    this.#source = source;
    this.#numbers = numbers;
  }

  /** The draft at this place of the run, once; undefined where it cannot be sent again. Rejects with AppError. */
  async take(place: number): Promise<Draft | undefined> {
    const at = Math.floor(place / PAGE);
    const page = this.#page(at);
    if ((at + 1) * PAGE < this.#numbers.length) void this.#page(at + 1);
    const drafts = await page;
    const number = this.#numbers[place] ?? 0;
    const draft = drafts.get(number);
    drafts.delete(number);
    return draft;
  }

  #page(at: number): Promise<Map<number, Draft>> {
    const known = this.#pages.get(at);
    if (known) return known;
    const numbers = this.#numbers.slice(at * PAGE, (at + 1) * PAGE);
    const page = this.#source.drafts(numbers).then((drafts) => new Map(drafts));
    // Whoever takes from it hears of it; a page that nobody takes from any more is nobody's problem.
    page.catch(() => undefined);
    this.#pages.set(at, page);
    return page;
  }
}
