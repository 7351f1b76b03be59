import type { DatabaseSync } from 'node:sqlite';
import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { AppError } from '../../app-error.ts';
import { createLinter } from '../../lint/linter.ts';
import type { RecordedExchange } from '../../lint/see-exchange.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import type { Rule } from '../../lint/rule.ts';
import { RULES } from '../../lint/rules/index.ts';
import type { CaptureReader } from '../read-capture.ts';
import { isSqliteError } from '../sqlite-fault.ts';
import type { AppendBatch, QueryInput, QueryOutput } from '../store-messages.ts';
import { batchEnds } from './batch-ends.ts';
import { inOrderOfEnd, scanEnds, type Ended, type EndScan } from './end-order.ts';
import { Glances } from './glances.ts';
import type { JudgedNews, JudgeProgress, JudgeQueries } from './judge-messages.ts';
import { JudgeNews } from './judge-news.ts';
import { NumberQueue } from './number-queue.ts';
import { createRecordedReader, type RecordedReader } from './read-recorded.ts';
import type { JudgedMarks } from '../searching/judged-marks.ts';
import { REAL_CLOCK, Slices, type SliceClock } from './slices.ts';
import { createTrackers } from './trackers.ts';
import { Verdicts } from './verdicts.ts';

/** A file that is locked for a moment is tried again after so long, in ms. */
const RETRY_MS = 100;

/** The open file that is judged. */
export interface JudgedFile {
  readonly db: DatabaseSync;
  readonly reader: CaptureReader;
  /** It is being recorded: what is open in it may still end. */
  readonly live: boolean;
  /** By another program: nobody here has the rows of what is open. */
  readonly followed: boolean;
}

export interface JudgeOptions {
  readonly tell: (news: JudgedNews) => void;
  readonly clock?: SliceClock;
  readonly rules?: readonly Rule[];
}

/** Somebody waits until so many are judged. */
interface Waiting {
  readonly target: number;
  readonly resolve: (progress: JudgeProgress) => void;
  readonly reject: (reason: AppError) => void;
}

type Answers = {
  readonly [Q in keyof JudgeQueries]: (input: QueryInput<Q>) => QueryOutput<Q> | Promise<QueryOutput<Q>>;
};

/**
 * Judges the exchanges of one open file once they have ended, in slices between the store's other work: reads each back,
 * gives it to the linter and to the trackers, keeps what is found, and tells how far it is.
 */
export class Judge {
  readonly #clock: SliceClock;
  readonly #slices: Slices;
  readonly #news: JudgeNews;
  readonly #linter;
  readonly #trackers = createTrackers();
  readonly #queue = new NumberQueue();
  readonly #glances = new Glances();
  /** Names of the instances that were seen, by id. */
  readonly #names = new Map<string, string>();
  #file: (JudgedFile & { readonly recorded: RecordedReader }) | undefined;
  #verdicts: Verdicts | undefined;
  /** What was in the file already, until it is all found; what ends meanwhile comes after it. */
  #scan: EndScan | undefined;
  #arrived: number[] = [];
  #judged = 0;
  #ended = 0;
  /** Why nothing more is judged: a sentence. */
  #problem: string | undefined;
  #waiting: Waiting[] = [];
  #retry: (() => void) | undefined;

  constructor({ tell, clock = REAL_CLOCK, rules = RULES }: JudgeOptions) {
    this.#clock = clock;
    this.#linter = createLinter(rules);
    this.#slices = new Slices((isOver) => this.#work(isOver), clock);
    this.#news = new JudgeNews({ clock, tell, progress: () => this.progress() });
  }

  /** Begins with what has ended in the file up to number `last`; `except`: somebody will tell when these have. */
  start(file: JudgedFile, last: number, except: ReadonlySet<number> = new Set()): void {
    if (this.#verdicts || this.#problem !== undefined) return;
    try {
      this.#verdicts = new Verdicts((number) => this.#file?.reader.row(number)?.instanceId ?? '');
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#attach(file);
    this.#scan = scanEnds(file.db, { last, live: file.live, except });
    this.#slices.wake();
  }

  /** The file is closed for a moment: until `resume` nothing is read. */
  pause(): void {
    this.#file = undefined;
  }

  resume(file: JudgedFile): void {
    if (!this.#verdicts) return;
    this.#attach(file);
    this.#slices.wake();
  }

  /** A batch is in the file. */
  written(batch: AppendBatch): void {
    if (!this.#verdicts) return;
    const { ended, growing } = batchEnds(batch);
    this.#slices.busy(ended.length);
    for (const { number, size } of growing) this.grew(number, size);
    this.ended(ended);
  }

  /** These have ended at about the same time. */
  ended(ended: Ended[]): void {
    if (!this.#verdicts || ended.length === 0) return;
    this.#ended += ended.length;
    const numbers = inOrderOfEnd(ended);
    if (this.#scan) this.#arrived.push(...numbers);
    else this.#queue.add(numbers);
    this.#slices.wake();
  }

  /** An exchange goes on; `size` is how much there is of it. */
  grew(number: number, size: number): void {
    if (!this.#verdicts) return;
    this.#glances.grew(number, size, this.#clock.now());
    this.#slices.wake();
  }

  answer<Q extends keyof JudgeQueries>(
    name: Q,
    input: QueryInput<Q>,
  ): QueryOutput<Q> | Promise<QueryOutput<Q>> {
    return this.#answers[name](input);
  }

  /** Rows as they come from the file, ascending, with what is found by now. */
  complete(rows: readonly Row[]): Row[] {
    return this.#verdicts?.complete(rows) ?? [...rows];
  }

  /** What is found by now about exchanges of these numbers, beside what is recorded. Somebody waits to see them. */
  between(first: number, last: number): ReadonlyMap<number, RowFindings> | undefined {
    this.#slices.busy(0);
    return this.#verdicts?.between(first, last);
  }

  /** What is found about an exchange by now, beside what is recorded with it. */
  findings(number: number, limit: number): Finding[] {
    return this.#verdicts?.of(number, limit) ?? [];
  }

  /** What a filter asks for, as far as it is judged. */
  marks(): JudgedMarks {
    const { marks } = this.#trackers;
    return {
      breaking: (matches) => this.#verdicts?.breaking(matches) ?? [],
      heard: (mutes) => this.#verdicts?.heard(mutes) ?? [],
      deprecated: () => marks.deprecated,
      ofTask: (matches) => marks.ofTask(matches),
      ofExtension: (matches) => marks.ofExtension(matches),
      tasks: () => marks.tasks(),
      extensions: () => marks.extensions(),
    };
  }

  progress(): JudgeProgress {
    return {
      judged: this.#judged,
      ended: this.#scan ? this.#ended + this.#scan.found.length : this.#ended,
      tallies: this.#verdicts?.tallies() ?? [],
      ...(this.#problem !== undefined && { problem: this.#problem }),
    };
  }

  close(): void {
    this.#slices.stop();
    this.#retry?.();
    this.#news.stop();
    this.#file = undefined;
    this.#verdicts?.close();
    this.#verdicts = undefined;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new AppError('NOT_FOUND', 'This capture is closed.'));
    }
  }

  readonly #answers: Answers = {
    groups: () => ({
      groups: this.#verdicts?.groups() ?? [],
      names: Object.fromEntries(this.#names),
      progress: this.progress(),
    }),
    found: (query) => this.#verdicts?.list(query) ?? { found: [], more: false },
    within: ({ first, last }) => this.#verdicts?.within(first, last) ?? [],
    settled: () => this.#settled(),
    routing: ({ limit, verdict }) => this.#trackers.routing(limit, verdict),
    negotiation: () => this.#trackers.negotiation(),
    deprecations: () => this.#trackers.deprecations(),
    tasks: ({ since }) => this.#trackers.tasks(since),
  };

  #settled(): JudgeProgress | Promise<JudgeProgress> {
    if (this.#isSettled(this.#ended)) return this.progress();
    const { promise, resolve, reject } = Promise.withResolvers<JudgeProgress>();
    const target = this.#scan ? Number.POSITIVE_INFINITY : this.#ended;
    this.#waiting.push({ target, resolve, reject });
    return promise;
  }

  #isSettled(target: number): boolean {
    return this.#problem !== undefined || (!this.#scan && this.#judged >= target);
  }

  #attach(file: JudgedFile): void {
    this.#file = { ...file, recorded: createRecordedReader(file.db, file.live) };
  }

  #work(isOver: () => boolean): boolean {
    const verdicts = this.#verdicts;
    const { db } = this.#file ?? {};
    if (!verdicts || !db) return false;
    let goesOn = true;
    try {
      verdicts.together(() => {
        inOneRead(db, () => {
          do goesOn = this.#step(verdicts);
          while (goesOn && !isOver());
        });
      });
    } catch (error) {
      goesOn = false;
      this.#unable(error);
    }
    this.#settle();
    this.#news.sliceOver(!goesOn);
    return goesOn;
  }

  /** One piece of work; answers whether there may be another. */
  #step(verdicts: Verdicts): boolean {
    if (this.#scan) {
      if (!this.#scan.next()) this.#scanned(this.#scan);
      return true;
    }
    const number = this.#queue.first();
    if (number !== undefined) {
      this.#judge(number, verdicts);
      this.#queue.drop();
      this.#judged += 1;
      this.#news.progressed();
      return true;
    }
    const growing = this.#glances.take(this.#clock.now());
    if (growing === undefined) {
      this.#waitForGrowth();
      return false;
    }
    this.#glance(growing, verdicts);
    return true;
  }

  #scanned({ found, growing }: EndScan): void {
    this.#scan = undefined;
    this.#ended += found.length;
    this.#queue.add(inOrderOfEnd(found));
    this.#queue.add(this.#arrived);
    this.#arrived = [];
    for (const { number, size } of growing) this.#glances.grew(number, size, this.#clock.now());
    this.#waiting = this.#waiting.map((waiting) => ({ ...waiting, target: this.#ended }));
    this.#news.progressed();
  }

  #judge(number: number, verdicts: Verdicts): void {
    this.#glances.drop(number);
    const recorded = this.#read(number);
    if (!recorded) return;
    const seen = seeExchange(recorded);
    const before = verdicts.findingsOf(number);
    const judgements = this.#linter.see(seen);
    this.#trackers.observe(seen, judgements);
    if (judgements.length === 0 && !before && !recorded.row.findings) return;
    const { instanceId } = seen;
    verdicts.add({ number, instanceId, recorded: this.#recordedOf(recorded), judgements, open: false });
    const about = new Set(judgements.map((judgement) => judgement.number));
    if (before) about.add(number);
    for (const each of about) this.#tellRow(each);
  }

  #glance(number: number, verdicts: Verdicts): void {
    const recorded = this.#read(number);
    if (recorded?.row.state !== 'open') return;
    const before = JSON.stringify(verdicts.findingsOf(number));
    const seen = seeExchange(recorded);
    const judgements = this.#linter.glance(seen);
    this.#trackers.glance(seen, judgements);
    const { instanceId } = recorded.row;
    verdicts.add({ number, instanceId, recorded: this.#recordedOf(recorded), judgements, open: true });
    this.#news.progressed();
    if (JSON.stringify(verdicts.findingsOf(number)) !== before) this.#tellRow(number);
  }

  /** Undefined where it cannot be read: one damaged exchange must not keep the others from being judged. */
  #read(number: number): RecordedExchange | undefined {
    try {
      const recorded = this.#file?.recorded.read(number);
      if (recorded) this.#names.set(recorded.row.instanceId, recorded.row.instanceName);
      return recorded;
    } catch (error) {
      if (isBusy(error)) throw error;
      return undefined;
    }
  }

  #recordedOf({ row }: RecordedExchange): readonly Finding[] {
    return row.findings ? (this.#file?.reader.recordedFindings(row.number) ?? []) : [];
  }

  #tellRow(number: number): void {
    const row = this.#file?.reader.row(number);
    if (!row) return;
    if (row.state !== 'open' || this.#file?.followed === true) this.#news.row(...this.complete([row]));
    else this.#news.open(number, this.#verdicts?.findingsOf(number));
  }

  #settle(): void {
    const done = this.#waiting.filter(({ target }) => this.#isSettled(target));
    if (done.length === 0) return;
    this.#waiting = this.#waiting.filter(({ target }) => !this.#isSettled(target));
    const progress = this.progress();
    for (const { resolve } of done) resolve(progress);
  }

  #waitForGrowth(): void {
    const wait = this.#glances.wait(this.#clock.now());
    if (wait !== undefined) this.#wakeIn(wait);
  }

  #wakeIn(ms: number): void {
    this.#retry?.();
    this.#retry = this.#clock.later(() => {
      this.#slices.wake();
    }, ms);
  }

  #unable(error: unknown): void {
    if (isBusy(error)) this.#wakeIn(RETRY_MS);
    else this.#fail(error);
  }

  /** What was recorded is none the worse for it: only nothing more is judged. */
  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#problem = `Nothing more is judged in this capture: ${reason}. What was recorded is complete; open it again to have it judged.`;
    this.#slices.stop();
    this.#news.progressed();
  }
}

/** One transaction instead of one a query: each has to lock the file, and to let it go. */
function inOneRead(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN');
  try {
    work();
  } finally {
    if (db.isTransaction) db.exec('COMMIT');
  }
}

/** Another program folds its journal at this moment. */
function isBusy(error: unknown): boolean {
  return isSqliteError(error) && (error.errcode & 0xff) === 5;
}
