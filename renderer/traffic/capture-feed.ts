import type { Bridge } from '../../shared/bridge/bridge.ts';
import { PAGE_NUMBERS } from '../../shared/model/row-page.ts';
import type { RowLog } from './row-log.ts';

/** Rows that are fetched at once while the list needs none at the moment: some 20 ms of work at each end. */
const PAGE = 2_000;
/** Rows fetched around those in view, which are not to wait long. */
const URGENT = 200;

interface CaptureFeedOptions {
  readonly bridge: Bridge;
  readonly captureId: string;
  readonly log: RowLog;
  /** Called after each page; `anew`: numbers became known, the list is to look at all of them. */
  readonly onRows: (anew: boolean) => void;
}

/**
 * Fetches all rows of one capture into its log, packed, page after page: first those at the end, where the newest are, then
 * from the beginning on; and before all others those that the list needs to draw. Safe beside live `rows` events: rows go
 * by number.
 */
export class CaptureFeed {
  readonly #options: CaptureFeedOptions;
  #stopped = false;
  /** Somebody waits for this row, and a page around it is on its way. */
  #urgent: number | undefined;

  constructor(options: CaptureFeedOptions) {
    this.#options = options;
  }

  /** The user has turned to another capture: what still comes is of no use. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when all rows are here. A sentence where the engine refused. */
  async load(): Promise<string | undefined> {
    const { log } = this.#options;
    const end = await this.#page({ before: Number.MAX_SAFE_INTEGER, limit: URGENT });
    if (typeof end === 'string' || this.#stopped) return this.#told(end);
    // Without gaps all numbers are known, and the list is as long as it will be.
    const anew = end.total === end.last && log.reserve(end.last);
    this.#options.onRows(anew);
    for (let after = 0; ;) {
      const page = await this.#page({ after, limit: PAGE });
      if (typeof page === 'string' || this.#isStopped()) return this.#told(page);
      if (page.to === undefined) return undefined;
      after = page.to;
      this.#options.onRows(false);
      if (page.rows < PAGE && after >= page.last) return undefined;
    }
  }

  /** The list is about to draw these, and has nothing to draw. */
  need(number: number): void {
    const { log } = this.#options;
    if (this.#urgent !== undefined || this.#stopped || log.has(number) || !log.exists(number)) return;
    this.#urgent = number;
    void this.#page({ after: Math.max(number - URGENT / 2, 0), limit: URGENT }).then(() => {
      this.#urgent = undefined;
      // The list draws again, and asks for what it lacks by then.
      if (!this.#stopped) this.#options.onRows(false);
    });
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #told(end: unknown): string | undefined {
    return typeof end === 'string' && !this.#stopped ? end : undefined;
  }

  async #page(
    range:
      | { readonly after: number; readonly limit: number }
      | { readonly before: number; readonly limit: number },
  ): Promise<{ to: number | undefined; rows: number; total: number; last: number } | string> {
    const { bridge, captureId, log } = this.#options;
    const page = await bridge.invoke('capture.page', { captureId, ...range });
    if (!page.ok) return page.error.message;
    const { values } = page.value.page;
    const rows = values.length / PAGE_NUMBERS.length;
    const to = rows === 0 ? undefined : (values[(rows - 1) * PAGE_NUMBERS.length] ?? undefined);
    if (!this.#stopped) log.applyPage(page.value.page);
    return { to, rows, total: page.value.total, last: page.value.last };
  }
}
