import type { Bridge } from '../../shared/bridge/bridge.ts';
import { PAGE_NUMBERS } from '../../shared/model/row-page.ts';
import { NumberRanges } from './number-ranges.ts';
import type { RowLog } from './row-log.ts';

/** Rows that are fetched at once while the list needs none at the moment: some 10 ms of work at each end. */
const PAGE = 2_000;
/** So many such pages are on their way, so that neither end waits for the other. */
const AT_ONCE = 2;
/** Rows fetched around those in view, which are not to wait long; and where the list is scrolled fast, at most so many. */
const URGENT = 200;
const MOST_URGENT = 10_000;
/** A list that has drawn nothing that was missing for so long is not on its way anywhere, in ms. */
const RESTS_MS = 300;
/** As long as it is not known how long the answer to an urgent question takes, in ms. */
const FIRST_TRIP_MS = 40;

interface CaptureFeedOptions {
  readonly bridge: Bridge;
  readonly captureId: string;
  readonly log: RowLog;
  /** Called after each page; `anew`: numbers became known, the list is to look at all of them. */
  readonly onRows: (anew: boolean) => void;
  /** Ms, monotonic. */
  readonly now?: () => number;
}

/** Rows with these numbers, both included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Page {
  /** The highest number in it; undefined where it is empty. */
  readonly to: number | undefined;
  readonly rows: number;
  readonly total: number;
  readonly last: number;
}

type Range =
  { readonly after: number; readonly limit: number } | { readonly before: number; readonly limit: number };

/**
 * Fetches all rows of one capture into its log, packed, page after page: first those at the end, where the newest are, then
 * from where the list was last, and while the list lacks what it has to draw, only that. Safe beside live `rows` events:
 * rows go by number.
 */
export class CaptureFeed {
  readonly #options: CaptureFeedOptions;
  readonly #now: () => number;
  #stopped = false;
  /** What was asked for since this feed began. */
  readonly #asked = new NumberRanges();
  #last = 0;
  /** What the list lacked last, when, and how fast it moves, in rows a ms. */
  #wanted: { readonly number: number; readonly at: number; readonly speed: number } | undefined;
  /** A page that somebody waits for is on its way; resolved when nobody waits any more. */
  #urgent: Promise<void> | undefined;
  #tripMs = FIRST_TRIP_MS;

  constructor(options: CaptureFeedOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** The user has turned to another capture: what still comes is of no use. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when all rows are here. A sentence where the engine refused. */
  async load(): Promise<string | undefined> {
    const { log } = this.#options;
    const end = await this.#page({ before: Number.MAX_SAFE_INTEGER, limit: URGENT });
    if (typeof end === 'string' || this.#isStopped()) return this.#told(end);
    // Without gaps all numbers are known, and the list is as long as it will be.
    const isWhole = end.total === end.last;
    const anew = isWhole && log.reserve(end.last);
    this.#options.onRows(anew);
    if (!isWhole) return this.#loadInOrder();
    this.#asked.add(end.last - end.rows + 1, end.last);
    const ends = await Promise.all(Array.from({ length: AT_ONCE }, () => this.#loadGaps()));
    return ends.find((problem) => problem !== undefined);
  }

  /** The list is about to draw this row, and has nothing to draw. */
  need(number: number): void {
    const { log } = this.#options;
    if (this.#stopped || log.has(number) || !log.exists(number)) return;
    const at = this.#now();
    const before = this.#wanted;
    const passed = before ? at - before.at : Number.POSITIVE_INFINITY;
    if (before && passed <= 0) {
      this.#wanted = { ...before, number };
    } else {
      const speed = before && passed < RESTS_MS ? (number - before.number) / passed : 0;
      this.#wanted = { number, at, speed };
    }
    this.#urgent ??= this.#fetchWanted().finally(() => {
      this.#urgent = undefined;
    });
  }

  /** One page after the other until the list lacks nothing: by the next answer it may be elsewhere. */
  async #fetchWanted(): Promise<void> {
    const { log, onRows } = this.#options;
    for (let wanted = this.#wanted; wanted && !log.has(wanted.number); wanted = this.#wanted) {
      const { from, to } = this.#around(wanted);
      const began = this.#now();
      const page = await this.#page({ after: from - 1, limit: to - from + 1 });
      if (typeof page === 'string' || this.#stopped) return;
      this.#tripMs = (this.#tripMs + this.#now() - began) / 2;
      this.#asked.add(from, to);
      onRows(false);
      // It says so once more when it draws and still lacks it.
      if (this.#wanted === wanted) return;
    }
  }

  /** From what is lacking now to what will be when the answer comes. */
  #around({ number, speed }: { readonly number: number; readonly speed: number }): Span {
    const end = Math.max(this.#last, number);
    // By then it is where it will be after one trip, and what comes then has to last for another.
    const target = Math.min(Math.max(Math.round(number + speed * this.#tripMs * 2), 1), end);
    const [low, high] = target < number ? [target, number] : [number, target];
    const half = URGENT / 2;
    const middle = Math.round((low + high) / 2);
    const wide = high - low + URGENT > MOST_URGENT;
    const from = Math.max(wide ? middle - MOST_URGENT / 2 : low - half, 1);
    return { from, to: Math.min(wide ? from + MOST_URGENT - 1 : high + half - 1, end) };
  }

  /** Fills what is missing, from where the list was last to the end, then from the beginning. */
  async #loadGaps(): Promise<string | undefined> {
    for (;;) {
      while (this.#urgent) await this.#urgent;
      const gap = this.#nextGap();
      if (!gap) return undefined;
      this.#asked.add(gap.from, gap.to);
      const page = await this.#page({ after: gap.from - 1, limit: gap.to - gap.from + 1 });
      if (typeof page === 'string' || this.#isStopped()) return this.#told(page);
      this.#options.onRows(false);
    }
  }

  #nextGap(): Span | undefined {
    const near = this.#wanted?.number ?? 1;
    return this.#asked.gap(near, this.#last, PAGE) ?? this.#asked.gap(1, this.#last, PAGE);
  }

  /** Where numbers are missing only each page tells where the next begins. */
  async #loadInOrder(): Promise<string | undefined> {
    for (let after = 0; ;) {
      while (this.#urgent) await this.#urgent;
      const page = await this.#page({ after, limit: PAGE });
      if (typeof page === 'string' || this.#isStopped()) return this.#told(page);
      if (page.to === undefined) return undefined;
      after = page.to;
      this.#options.onRows(false);
      if (page.rows < PAGE && after >= page.last) return undefined;
    }
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #told(end: unknown): string | undefined {
    return typeof end === 'string' && !this.#stopped ? end : undefined;
  }

  async #page(range: Range): Promise<Page | string> {
    const { bridge, captureId, log } = this.#options;
    const page = await bridge.invoke('capture.page', { captureId, ...range });
    if (!page.ok) return page.error.message;
    const { values } = page.value.page;
    const rows = values.length / PAGE_NUMBERS.length;
    const to = rows === 0 ? undefined : (values[(rows - 1) * PAGE_NUMBERS.length] ?? undefined);
    if (!this.#stopped) log.applyPage(page.value.page);
    const { total, last } = page.value;
    this.#last = Math.max(this.#last, last);
    return { to, rows, total, last };
  }
}
