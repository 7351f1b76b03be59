import type { Bridge } from '../../shared/bridge/bridge.ts';
import { PAGE_NUMBERS } from '../../shared/model/row-page.ts';
import { NumberRanges } from './number-ranges.ts';
import type { RowLog } from './row-log.ts';

/** Rows that are fetched at once: some 10 ms of work at each end. More where a list is scrolled fast, so that they last. */
const PAGE = 2_000;
const LARGEST_PAGE = 5_000;
/** So many such pages are on their way, so that neither end waits for the other. */
const AT_ONCE = 2;
/** Rows fetched around one that a list that rests or moves slowly lacks: these are not to wait long. */
const URGENT = 200;
/** Who gets so many rows further between two frames, after a rest, has jumped and is likely to stay. */
const JUMP = 10_000;
/** Further than this nobody's way is foreseen. */
const MOST_AHEAD = 30_000;
/** A list that has drawn nothing for so long is not on its way anywhere, in ms. */
const RESTS_MS = 300;
/** As long as it is not known how long an answer takes, in ms; and what is taken for longer was held up once. */
const FIRST_TRIP_MS = 40;
const LONGEST_TRIP_MS = 250;

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

/** Where the list was when it drew last, and how fast it moves, in rows a ms. */
interface Place {
  readonly number: number;
  readonly at: number;
  /** Undefined where it rested before. */
  readonly speed: number | undefined;
}

type Range =
  { readonly after: number; readonly limit: number } | { readonly before: number; readonly limit: number };

/**
 * Fetches all rows of one capture into its log, packed, page after page: first those at the end, where the newest are, then
 * from where the list will be, and while the list stands and lacks what it has to draw, only that. Safe beside live `rows` events:
 * rows go by number.
 */
export class CaptureFeed {
  readonly #options: CaptureFeedOptions;
  readonly #now: () => number;
  #stopped = false;
  /** What was asked for since this feed began. */
  readonly #asked = new NumberRanges();
  #last = 0;
  #place: Place | undefined;
  /** The row that was waited for last. */
  #wanted: number | undefined;
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

  /**
   * The list draws from this row on, or lacks it: it says so each time it draws. What comes next is fetched from where it
   * will be by then; where it stands, what it lacks comes before all else.
   */
  draws(number: number): void {
    this.#place = placeAfter(this.#place, number, this.#now());
    // What it is about to pass would come too late.
    if (Math.abs(this.#ahead()) <= URGENT) this.need(number);
    else this.#wanted = undefined;
  }

  /** Somebody waits for this row. */
  need(number: number): void {
    if (this.#stopped || !this.#isToFetch(number)) return;
    this.#wanted = number;
    this.#urgent ??= this.#fetchWanted().finally(() => {
      this.#urgent = undefined;
    });
  }

  /** It is there, but not here, nor on its way. */
  #isToFetch(number: number): boolean {
    const { log } = this.#options;
    return !log.has(number) && log.exists(number) && !this.#asked.has(number);
  }

  /** One page after the other until the list lacks nothing: by the next answer it may be elsewhere. */
  async #fetchWanted(): Promise<void> {
    for (let wanted = this.#wanted; wanted !== undefined && this.#isToFetch(wanted); wanted = this.#wanted) {
      const { from, to } = this.#around(wanted);
      this.#asked.add(from, to);
      const page = await this.#page({ after: from - 1, limit: to - from + 1 });
      if (typeof page === 'string' || this.#stopped) return;
      this.#options.onRows(false);
    }
  }

  /** Rows that the list passes before the answer to what is asked now comes; less than 0: upwards. */
  #ahead(): number {
    const ahead = Math.round((this.#place?.speed ?? 0) * this.#tripMs);
    return Math.min(Math.max(ahead, -MOST_AHEAD), MOST_AHEAD);
  }

  /** What a list that stands or moves slowly shows and is about to show, as far as it was not asked for. */
  #around(number: number): Span {
    const ahead = this.#ahead();
    const from = Math.max(number + Math.min(ahead, 0) - URGENT / 2, 1);
    const to = Math.min(number + Math.max(ahead, 0) + URGENT / 2 - 1, Math.max(this.#last, number));
    return {
      from: this.#asked.gapBefore(from, number, URGENT * 2)?.from ?? number,
      to: this.#asked.gap(number, to, URGENT * 2)?.to ?? number,
    };
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
    // Nothing is there: numbers begin with 1.
    if (this.#last === 0) return undefined;
    const ahead = this.#ahead();
    // Half of the way: what comes too early will be of use, what was passed over will not be there.
    const near = Math.min(Math.max((this.#place?.number ?? 1) + Math.round(ahead / 2), 1), this.#last);
    const size = Math.min(Math.max(Math.abs(ahead), PAGE), LARGEST_PAGE);
    const asked = this.#asked;
    const further = ahead < 0 ? asked.gapBefore(1, near, size) : asked.gap(near, this.#last, size);
    return further ?? asked.gap(1, this.#last, PAGE);
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
    const began = this.#now();
    const page = await bridge.invoke('capture.page', { captureId, ...range });
    this.#tripMs = (this.#tripMs + Math.min(this.#now() - began, LONGEST_TRIP_MS)) / 2;
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

function placeAfter(before: Place | undefined, number: number, at: number): Place {
  const passed = before ? at - before.at : Infinity;
  if (!before || passed >= RESTS_MS) return { number, at, speed: undefined };
  if (passed <= 0) return { ...before, number };
  const [speed, last = 0] = [(number - before.number) / passed, before.speed];
  if (last === 0 && Math.abs(number - before.number) > JUMP) return { number, at, speed: undefined };
  // Frames come at different times; but whoever stops has stopped, and whoever turns has turned.
  return { number, at, speed: last * speed > 0 ? (last + speed) / 2 : speed };
}
