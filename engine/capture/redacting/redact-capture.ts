import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { AppError } from '../../app-error.ts';
import { CURRENT_FORMAT } from '../format.ts';
import { openForRecording } from '../open-file.ts';
import { compileRules, type CompiledRules } from '../redaction/compiled-rules.ts';
import { fromBytes, toBytes, type ExchangeTexts } from '../redaction/exchange-texts.ts';
import type { RunPattern } from '../redaction/learner.ts';
import { learnExchange, redactExchange, redactLine } from '../redaction/redact-exchange.ts';
import { SecretBook, type LearnedSecret } from '../redaction/secret-book.ts';
import { textOf } from '../stored-values.ts';
import type { WorkWatch } from '../work-control.ts';
import { ruleCounts } from './redaction-note.ts';
import type { RedactionTask } from './redaction-task.ts';
import { createPatternRunner } from './run-pattern.ts';
import { createTextReader, type TextReader } from './read-texts.ts';
import { createTextWriter } from './write-texts.ts';

/** So long this thread works before others get their turn, in ms. */
const SLICE_MS = 20;
const PAGE = 500;
/** Exchanges a transaction. */
const BATCH = 200;

/** What is a secret in the capture. Rejects as below. */
export async function learnSecrets(
  db: DatabaseSync,
  task: RedactionTask,
  watch: WorkWatch,
): Promise<{ secrets: LearnedSecret[]; problems: string[] }> {
  const redaction = new CaptureRedaction(db, { ...task, numbers: [] }, watch);
  await redaction.learn();
  return redaction.learned();
}

/** What redacting would replace. Rejects with AppError CANCELLED, and with what SQLite says. */
export async function previewRedaction(
  db: DatabaseSync,
  task: RedactionTask,
  watch: WorkWatch,
): Promise<RedactionReport> {
  const redaction = new CaptureRedaction(db, task, watch);
  await redaction.learn();
  await redaction.replace(() => undefined);
  return redaction.report();
}

/**
 * Fills the empty file `path` with what is in the database now, redacted. Nothing that was replaced is ever in that file.
 * Rejects as above; then the file holds a part, and is to be removed.
 */
export async function redactInto(
  db: DatabaseSync,
  path: string,
  task: RedactionTask & { readonly program: string; readonly now: number },
  watch: WorkWatch,
): Promise<RedactionReport> {
  const redaction = new CaptureRedaction(db, task, watch);
  await redaction.learn();
  const { program, now } = task;
  const file = openForRecording(path, { format: CURRENT_FORMAT, program, now });
  try {
    const writer = createTextWriter(db, file.db);
    let inBatch = 0;
    file.db.exec('BEGIN');
    await redaction.replace((texts, replaced) => {
      writer.write(texts, replaced);
      inBatch += 1;
      if (inBatch < BATCH) return;
      file.db.exec('COMMIT; BEGIN');
      inBatch = 0;
    });
    redaction.copyMeta(file.db);
    file.db.exec('COMMIT');
  } finally {
    file.close();
  }
  return redaction.report();
}

class CaptureRedaction {
  readonly #db: DatabaseSync;
  readonly #task: RedactionTask;
  readonly #watch: WorkWatch;
  readonly #reader: TextReader;
  readonly #rules: CompiledRules;
  readonly #book = new SecretBook();
  readonly #run: RunPattern;
  readonly #last: number;
  #done = 0;
  #total = 0;

  constructor(db: DatabaseSync, task: RedactionTask, watch: WorkWatch) {
    this.#db = db;
    this.#task = task;
    this.#watch = watch;
    this.#reader = createTextReader(db);
    this.#rules = compileRules(task.rules);
    this.#run = createPatternRunner((message) => this.#book.problems.add(message));
    // What is recorded meanwhile is not looked for.
    const last = db.prepare('SELECT coalesce(max(number), 0) AS last, count(*) AS n FROM exchange').get();
    this.#last = Number(last?.['last'] ?? 0);
    this.#total = Number(last?.['n'] ?? 0) + (task.numbers?.length ?? Number(last?.['n'] ?? 0));
    for (const value of this.#rules.has('workspace') ? task.known : []) {
      this.#book.learn(toBytes(value), 'known', 'apart');
    }
  }

  async learn(): Promise<void> {
    await this.#each(this.#all(), (texts) => {
      learnExchange(texts, this.#book, this.#rules, this.#run);
    });
  }

  async replace(take: (texts: ExchangeTexts, replaced: number) => void): Promise<void> {
    await this.#each(this.#task.numbers ?? this.#all(), (texts) => {
      const { texts: redacted, replaced, blanked } = redactExchange(texts, this.#book, this.#rules);
      if (blanked) this.#book.blanked += 1;
      take(redacted, replaced);
    });
  }

  learned(): { secrets: LearnedSecret[]; problems: string[] } {
    return { secrets: this.#book.entries(), problems: [...this.#book.problems] };
  }

  report(): RedactionReport {
    return this.#book.report();
  }

  /** What a person says of the capture may name a secret, too. */
  copyMeta(into: DatabaseSync): void {
    const insert = into.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
    for (const row of this.#db.prepare('SELECT key, value FROM meta').all()) {
      const key = textOf(row, 'key');
      if (key === 'live_pid') continue;
      const value = toBytes(textOf(row, 'value'));
      insert.run(key, fromBytes(redactLine(value, this.#book, this.#rules)));
    }
    const { total, times, exchanges, blanked } = this.#book.report();
    insert.run(
      'redaction',
      JSON.stringify({ secrets: total, times, exchanges, blanked, ...ruleCounts(this.#task.rules) }),
    );
  }

  *#all(): Generator<number> {
    let after = 0;
    for (;;) {
      const page = this.#reader.numbers(after, PAGE).filter((number) => number <= this.#last);
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1) ?? after;
    }
  }

  async #each(numbers: Iterable<number>, take: (texts: ExchangeTexts) => void): Promise<void> {
    let began = performance.now();
    for (const number of numbers) {
      if (performance.now() - began > SLICE_MS) {
        this.#watch.progress(this.#done, this.#total);
        await nextTurn();
        began = performance.now();
      }
      if (this.#watch.cancelled()) throw new AppError('CANCELLED', 'Redacting was cancelled.');
      const texts = this.#reader.read(number);
      if (texts) take(texts);
      this.#done += 1;
    }
    this.#watch.progress(this.#done, this.#total);
  }
}
