import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { JudgedNews, JudgeProgress } from './judge-messages.ts';
import type { SliceClock } from './slices.ts';

/** So often at most it is told how far the judge is, in ms. */
const PROGRESS_MS = 250;
/** And so often, which rows have findings now. */
const ROWS_MS = 50;
/** But never more rows at once. */
const MOST_ROWS = 500;

export interface JudgeNewsOptions {
  readonly clock: SliceClock;
  readonly tell: (news: JudgedNews) => void;
  readonly progress: () => JudgeProgress;
}

/** Collects what the judge has to tell, so that a message is sent seldom. */
export class JudgeNews {
  readonly #options: JudgeNewsOptions;
  #rows: Row[] = [];
  #open: [number, RowFindings | undefined][] = [];
  #toldRows = Number.NEGATIVE_INFINITY;
  #toldProgress = Number.NEGATIVE_INFINITY;
  #progressed = false;
  #timer: (() => void) | undefined;

  constructor(options: JudgeNewsOptions) {
    this.#options = options;
  }

  /** This one has ended, and has other findings now. */
  row(...rows: readonly Row[]): void {
    this.#rows.push(...rows);
    if (this.#rows.length >= MOST_ROWS) this.#send(false);
  }

  /** An exchange that goes on has other findings now. */
  open(number: number, findings: RowFindings | undefined): void {
    this.#open.push([number, findings]);
  }

  progressed(): void {
    this.#progressed = true;
    this.#later();
  }

  /** Tells what may be told by now; `idle`: nothing more comes for the moment. */
  sliceOver(idle: boolean): void {
    const now = this.#options.clock.now();
    const withProgress = this.#progressed && now - this.#toldProgress >= PROGRESS_MS;
    const hasRows = this.#rows.length + this.#open.length > 0;
    if (withProgress || (hasRows && (idle || now - this.#toldRows >= ROWS_MS))) this.#send(withProgress);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  /** A last look after the pause: what came in it has to be told, too. */
  #later(): void {
    const { clock } = this.#options;
    this.#timer ??= clock.later(() => {
      this.#timer = undefined;
      if (this.#progressed) this.#send(true);
    }, PROGRESS_MS);
  }

  #send(withProgress: boolean): void {
    const { clock, tell, progress } = this.#options;
    const now = clock.now();
    this.#toldRows = now;
    const rows = this.#rows;
    const open = this.#open;
    this.#rows = [];
    this.#open = [];
    if (withProgress) {
      this.#toldProgress = now;
      this.#progressed = false;
    }
    tell({ ...(withProgress && { progress: progress() }), rows, open });
  }
}
