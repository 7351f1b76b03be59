import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from '../../shared/model/exchange.ts';
import { AppError } from '../app-error.ts';
import { copyTo } from './copy-database.ts';
import { CURRENT_FORMAT } from './format.ts';
import { createPortableReader } from './export/read-portable.ts';
import { Follower } from './follower.ts';
import { closeShared, openForFollowing, share as shareFile, tidyUp } from './live-file.ts';
import { endOf, type Ended } from './judging/end-order.ts';
import type { JudgedFile } from './judging/judge.ts';
import { JudgeHost, type Docket } from './judging/judge-host.ts';
import { migratedSentence } from './migrate.ts';
import { isLate, LateAnswers } from './late-answers.ts';
import { lostFailure } from './lost-failure.ts';
import { openForReading, openForRecording, type OpenFile } from './open-file.ts';
import { createCaptureReader, MOST_FINDINGS, type CaptureReader } from './read-capture.ts';
import { createPageReader, type PageReader } from './read-pages.ts';
import type { SalvageNews } from './salvage/salvage-beside.ts';
import { toFault } from './sqlite-fault.ts';
import type {
  FromWorker,
  OpenedFile,
  QueryInput,
  QueryMessage,
  QueryOutput,
  SalvageTask,
  StoreTask,
  ToWorker,
} from './store-messages.ts';
import { WriteQueue } from './write-queue.ts';

// The worker's entry: one open capture file a worker. It runs from source and as a bundle of its own.

const port = parentPort;
if (!port) throw new Error('store-worker.ts runs as a worker only');

function handedBack(message: FromWorker): ArrayBuffer[] {
  return message.kind === 'written' && message.buffer ? [message.buffer] : [];
}

function tell(message: FromWorker, transfer = handedBack(message)): void {
  port?.postMessage(message, transfer);
}

/** Exchanges that a killed program left open cannot end any more. */
function markLost(db: DatabaseSync, now: number): void {
  const ending = JSON.stringify({ timing: {}, failure: lostFailure(now) });
  db.exec('BEGIN IMMEDIATE');
  db.prepare(
    `INSERT INTO main.answer (exchange, ending) SELECT number, ? FROM exchange WHERE state = 'open'
      ON CONFLICT (exchange) DO UPDATE SET ending = excluded.ending, ending_piece = NULL`,
  ).run(ending);
  db.exec("UPDATE exchange SET state = 'failed', failure_kind = 'lost' WHERE state = 'open'; COMMIT;");
}

/** So often another program's recording is looked at, in ms. */
const FOLLOW_MS = 100;
/** A file whose recorder has ended may be in use by another one that has followed it, for a moment. */
const SETTLE_MS = 500;

/** Answers that take more than a moment, during which others are given. */
const LONG: ReadonlySet<QueryMessage['name']> = new Set([
  'copy',
  'plan',
  'replaySteps',
  'complete',
  'find',
  'secrets',
  'redactionPreview',
  'redactedCopy',
  'seriesRead',
  'seriesSides',
  'seriesPairs',
]);

class StoreWorker {
  readonly #path: string;
  #live: boolean;
  #file: OpenFile;
  #reader: CaptureReader;
  /** Of this reader's file, once somebody asks for a page. */
  #pages: PageReader | undefined;
  readonly #queue: WriteQueue;
  readonly #judge: JudgeHost;
  readonly #late: LateAnswers;
  #follower: Follower | undefined;
  /** Answers that take more than a moment: the file stays open for them. */
  readonly #running = new Set<Promise<void>>();
  #stopFollowing: () => void = () => undefined;

  constructor(task: StoreTask) {
    const recording = task.use === 'record';
    this.#path = task.path;
    const { live, migrated, ...opened } = openTask(task);
    this.#live = recording || live;
    this.#judge = new JudgeHost({
      judges: task.judges !== false,
      docket: () => this.#docket(),
      tell: (news) => {
        tell({ kind: 'judged', ...news });
      },
    });
    this.#file = opened;
    this.#late = new LateAnswers({
      path: task.path,
      db: () => this.#file.db,
      live: () => this.#live,
      lastNumber: () => this.#reader.facts().lastNumber,
      judge: this.#judge,
    });
    const { db } = this.#file;
    try {
      this.#reader = createCaptureReader(db, this.#live);
      const note = migrated && migratedSentence(task.path, migrated);
      const file = { ...this.#facts(live), ...(note !== undefined && { note }) };
      if (recording) markLost(db, task.now);
      this.#queue = new WriteQueue(db, task.path, tell, (batch) => {
        this.#judge.written(batch);
      });
      tell({ kind: 'opened', file });
      if (live) this.#follow((this.#follower = new Follower(db, this.#reader)));
      if (file.lastNumber > 0) this.#judge.wanted();
    } catch (error) {
      db.close();
      throw error;
    }
  }

  receive(message: ToWorker): void {
    if (message.kind === 'append') {
      this.#queue.add(message);
      return;
    }
    const answering = this.#answer(message);
    if (!LONG.has(message.name)) return;
    this.#running.add(answering);
    void answering.then(() => this.#running.delete(answering));
  }

  #facts(live: boolean): OpenedFile {
    // What is open in a recording that goes on has not been lost.
    return { ...this.#reader.facts(), ...(live && { lost: 0, live }) };
  }

  #docket(): Docket | undefined {
    if (!this.#file.db.isOpen) return undefined;
    const follower = this.#follower;
    const last = follower?.last ?? this.#reader.facts().lastNumber;
    return { ...this.#judged(), last, except: new Set(follower?.open) };
  }

  #judged(): JudgedFile {
    return {
      db: this.#file.db,
      reader: this.#reader,
      live: this.#live,
      followed: this.#follower !== undefined,
    };
  }

  #follow(follower: Follower): void {
    const timer = setInterval(() => {
      try {
        const ended: Ended[] = [];
        const growing: { number: number; size: number }[] = [];
        const goesOn = follower.look((rows) => {
          for (const row of rows) {
            const { number, startedAt, durationMs, eventCount, findings } = row;
            if (row.state !== 'open') ended.push({ number, endedAt: endOf(startedAt, durationMs) });
            else growing.push({ number, size: eventCount + (findings?.count ?? 0) });
          }
          tell({ kind: 'followed', rows: this.#judge.complete(rows), file: this.#facts(true) });
        });
        this.#judge.followed(ended, growing);
        if (goesOn) return;
        clearInterval(timer);
        this.#judge.pause();
        this.#file.close();
        tidyUp(this.#path);
        this.#settle(follower.open);
      } catch (error) {
        clearInterval(timer);
        tell({ kind: 'blocked', message: toFault(error, basename(this.#path)).message });
      }
    }, FOLLOW_MS);
    this.#stopFollowing = () => {
      clearInterval(timer);
    };
  }

  /** The recording has ended: from here on it is a file as others. */
  #settle(open: readonly number[]): void {
    try {
      this.#file = openForReading(this.#path, CURRENT_FORMAT);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'CONFLICT') {
        tell({ kind: 'blocked', message: toFault(error, basename(this.#path)).message });
        return;
      }
      const timer = setTimeout(() => {
        this.#settle(open);
      }, SETTLE_MS);
      this.#stopFollowing = () => {
        clearTimeout(timer);
      };
      return;
    }
    this.#reader = createCaptureReader(this.#file.db, false);
    this.#pages = undefined;
    this.#live = false;
    this.#follower = undefined;
    this.#judge.resume(
      this.#judged(),
      open.map((number) => ({ number, endedAt: Number.POSITIVE_INFINITY })),
    );
    const rows = open.flatMap((number) => this.#reader.row(number) ?? []);
    tell({ kind: 'followed', rows: this.#judge.complete(rows), file: this.#facts(false) });
  }

  async #answer(query: QueryMessage): Promise<void> {
    try {
      const value = await this.#run(query);
      tell({ kind: 'answer', id: query.id, value }, buffersOf(query.name, value));
    } catch (error) {
      tell({ kind: 'failed', id: query.id, fault: toFault(error, basename(this.#path)) });
    }
    if (query.name === 'close') port?.close();
  }

  #run(query: QueryMessage): unknown {
    if (isLate(query)) return this.#late.answer(query);
    const reader = this.#reader;
    switch (query.name) {
      case 'rows':
        return this.#rows(query.input.after, query.input.limit);
      case 'page':
        return this.#page(query.input);
      case 'row':
        return this.#completed(reader.row(query.input.number));
      case 'exchange':
        return this.#exchange(query.input.number, query.input.bodyLimit);
      case 'bytes':
        return reader.bytes(query.input.number, query.input.side, query.input.offset, query.input.limit);
      case 'events':
        return reader.events(query.input.number, query.input.from, query.input.limit);
      case 'portable':
        return createPortableReader(this.#file.db, this.#live)(query.input);
      case 'copy':
        return copyTo(this.#file.db, query.input.path).then(() => null);
      case 'close':
        return this.#close();
      default:
        return this.#judge.answer(query.name, query.input);
    }
  }

  #rows(after: number, limit: number): QueryOutput<'rows'> {
    const { rows, total } = this.#reader.rows(after, limit);
    return { rows: this.#judge.complete(rows), total };
  }

  #page(range: QueryInput<'page'>): QueryOutput<'page'> {
    this.#pages ??= createPageReader(this.#file.db, this.#live, this.#reader);
    const page = this.#pages.page(range, (first, last) => this.#judge.between(first, last));
    return { page, ...this.#reader.extent() };
  }

  #completed(row: Row | undefined): Row | undefined {
    return row && this.#judge.complete([row])[0];
  }

  #exchange(number: number, bodyLimit: number): QueryOutput<'exchange'> {
    const found = this.#reader.exchange(number, bodyLimit);
    if (!found) return undefined;
    const derived = this.#judge.findings(number, MOST_FINDINGS);
    return {
      ...found,
      row: this.#completed(found.row) ?? found.row,
      findings: [...found.findings, ...derived],
    };
  }

  async #close(): Promise<null> {
    this.#late.close();
    // A file cannot leave the WAL mode while a copy reads it, and the copy would lack its end.
    await Promise.all(this.#running);
    this.#judge.close();
    this.#queue.drain();
    this.#queue.stop();
    const { waiting } = this.#queue;
    this.#stopFollowing();
    if (this.#file.db.isOpen) this.#file.close();
    if (waiting > 0) {
      throw new AppError('IO', `The last part of ${basename(this.#path)} could not be written to the disk.`);
    }
    return null;
  }
}

function openTask(task: StoreTask): OpenFile & { readonly live: boolean } {
  const { path, program, now } = task;
  if (task.use === 'record') {
    const share = task.shared === true && path !== ':memory:' && { open: shareFile, close: closeShared };
    return {
      ...openForRecording(path, { format: CURRENT_FORMAT, program, now, ...(share && { share }) }),
      live: false,
    };
  }
  try {
    return { ...openForReading(path, CURRENT_FORMAT), live: false };
  } catch (error) {
    const isInUse = error instanceof AppError && error.code === 'CONFLICT';
    const followed = isInUse ? openForFollowing(path, CURRENT_FORMAT) : undefined;
    if (!followed) throw error;
    return { ...followed, live: true };
  }
}

/** What is handed over instead of copied. */
function buffersOf(name: QueryMessage['name'], value: unknown): ArrayBuffer[] {
  if (name === 'bytes')
    return value === undefined ? [] : [(value as { readonly bytes: Uint8Array<ArrayBuffer> }).bytes.buffer];
  if (name === 'page') return [(value as QueryOutput<'page'>).page.values.buffer];
  if (name === 'find') return [(value as QueryOutput<'find'>).numbers.buffer];
  if (name !== 'plan') return [];
  const { steps } = value as QueryOutput<'plan'>;
  return [steps.values.buffer, steps.after.buffer];
}

function start(task: StoreTask): void {
  try {
    const worker = new StoreWorker(task);
    port?.on('message', (message: ToWorker) => {
      worker.receive(message);
    });
  } catch (error) {
    tell({ kind: 'refused', fault: toFault(error, basename(task.path)) });
    port?.close();
  }
}

/** Its code is only loaded where something is damaged. */
async function salvageInto(task: SalvageTask): Promise<void> {
  const say = (message: SalvageNews): void => port?.postMessage(message);
  try {
    const { salvage } = await import('./salvage/salvage.ts');
    const onProgress = (part: number): void => {
      say({ kind: 'progress', part });
    };
    say({ kind: 'salvaged', report: salvage(task.path, task.into, { ...task, onProgress }) });
  } catch (error) {
    say({ kind: 'refused', fault: toFault(error, basename(task.path)) });
  }
  port?.close();
}

const task = workerData as StoreTask | SalvageTask;
if (task.use === 'salvage') void salvageInto(task);
else start(task);
