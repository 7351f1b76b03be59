import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { AppError } from '../../app-error.ts';
import type { JudgedMarks } from '../searching/judged-marks.ts';
import type { AppendBatch, QueryInput, QueryOutput } from '../store-messages.ts';
import type { Ended } from './end-order.ts';
import type { Judge, JudgedFile } from './judge.ts';
import type { JudgedNews, JudgeQueries } from './judge-messages.ts';

/**
 * With all its rules the judge is by far the largest part of the worker, and while it is loaded nothing is written: that waits
 * until nothing has come for so long, in ms, but not for ever.
 */
const QUIET_MS = 200;
const LONGEST_WAIT_MS = 3_000;
/** So often it is looked whether a file that is being opened anew is open, in ms. */
const REOPENED_MS = 100;

/** What there is to be judged when the judge comes. */
export interface Docket extends JudgedFile {
  /** The highest number that it has to look for itself. */
  readonly last: number;
  /** Of these somebody will tell. */
  readonly except: ReadonlySet<number>;
}

export interface JudgeHostOptions {
  /** Exchanges are judged as they end; else from the first question on. */
  readonly judges: boolean;
  /** Undefined while the file is not open. */
  readonly docket: () => Docket | undefined;
  readonly tell: (news: JudgedNews) => void;
}

/** Stands for the judge until there is one, and begins with it at the right moment. */
export class JudgeHost {
  readonly #options: JudgeHostOptions;
  #judge: Judge | undefined;
  #loading: Promise<Judge> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  #closed = false;

  constructor(options: JudgeHostOptions) {
    this.#options = options;
  }

  /** There is something to be judged. */
  wanted(): void {
    if (!this.#options.judges || this.#loading || this.#closed) return;
    const now = performance.now();
    this.#waitingSince ??= now;
    const left = this.#waitingSince + LONGEST_WAIT_MS - now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        // A program of which a part is missing records all the same; whoever asks the judge is told.
        this.#load().catch(() => undefined);
      },
      Math.max(0, Math.min(QUIET_MS, left)),
    );
  }

  written(batch: AppendBatch): void {
    if (this.#judge) this.#judge.written(batch);
    else this.wanted();
  }

  /** A followed recording: what has ended, and what goes on and how much there is of it. */
  followed(ended: Ended[], growing: readonly { readonly number: number; readonly size: number }[]): void {
    if (ended.length + growing.length === 0) return;
    if (!this.#judge) this.wanted();
    for (const { number, size } of growing) this.#judge?.grew(number, size);
    this.#judge?.ended(ended);
  }

  pause(): void {
    this.#judge?.pause();
  }

  /** `ended`: these had no end, and never will. */
  resume(file: JudgedFile, ended: Ended[]): void {
    if (!this.#judge) this.wanted();
    this.#judge?.resume(file);
    this.#judge?.ended(ended);
  }

  async answer<Q extends keyof JudgeQueries>(name: Q, input: QueryInput<Q>): Promise<QueryOutput<Q>> {
    return (await this.#load()).answer(name, input);
  }

  /** What a filter asks for, as far as it is judged. */
  async marks(): Promise<JudgedMarks> {
    return (await this.#load()).marks();
  }

  /** Rows as they come from the file, ascending, with what is found by now. */
  complete(rows: Row[]): Row[] {
    return this.#judge?.complete(rows) ?? rows;
  }

  /** What is found by now about exchanges of these numbers, beside what is recorded. Somebody waits to see them. */
  between(first: number, last: number): ReadonlyMap<number, RowFindings> | undefined {
    if (!this.#judge && this.#timer) this.wanted();
    return this.#judge?.between(first, last);
  }

  /** What is found about an exchange by now, beside what is recorded with it. */
  findings(number: number, limit: number): Finding[] {
    return this.#judge?.findings(number, limit) ?? [];
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#judge?.close();
  }

  #load(): Promise<Judge> {
    clearTimeout(this.#timer);
    return (this.#loading ??= this.#begin());
  }

  async #begin(): Promise<Judge> {
    const { Judge } = await import('./judge.ts');
    const judge = new Judge({ tell: this.#options.tell });
    for (;;) {
      if (this.#closed) throw new AppError('NOT_FOUND', 'This capture is closed.');
      const docket = this.#options.docket();
      if (docket) {
        judge.start(docket, docket.last, docket.except);
        return (this.#judge = judge);
      }
      // It is opened anew in a moment.
      await new Promise((resolve) => setTimeout(resolve, REOPENED_MS));
    }
  }
}
