import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import { copyTo } from './copy-database.ts';
import { CURRENT_FORMAT } from './format.ts';
import { Follower } from './follower.ts';
import { closeShared, openForFollowing, share as shareFile, tidyUp } from './live-file.ts';
import { Judge } from './judging/judge.ts';
import { lostFailure } from './lost-failure.ts';
import { openForReading, openForRecording, type OpenFile } from './open-file.ts';
import { createCaptureReader, type CaptureReader } from './read-capture.ts';
import { toFault } from './sqlite-fault.ts';
import type { FromWorker, OpenedFile, QueryMessage, StoreTask, ToWorker } from './store-messages.ts';
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
    `INSERT INTO answer (exchange, ending) SELECT number, ? FROM exchange WHERE state = 'open'
      ON CONFLICT (exchange) DO UPDATE SET ending = excluded.ending`,
  ).run(ending);
  db.exec("UPDATE exchange SET state = 'failed', failure_kind = 'lost' WHERE state = 'open'; COMMIT;");
}

/** So often another program's recording is looked at, in ms. */
const FOLLOW_MS = 100;
/** A file whose recorder has ended may be in use by another one that has followed it, for a moment. */
const SETTLE_MS = 500;

class StoreWorker {
  readonly #path: string;
  #file: OpenFile;
  #reader: CaptureReader;
  readonly #queue: WriteQueue;
  readonly #judge = new Judge();
  /** Answers that take more than a moment: the file stays open for them. */
  readonly #running = new Set<Promise<void>>();
  #stopFollowing: () => void = () => undefined;

  constructor(task: StoreTask) {
    const recording = task.use === 'record';
    this.#path = task.path;
    const { live, ...opened } = openTask(task);
    this.#file = opened;
    const { db } = this.#file;
    try {
      this.#reader = createCaptureReader(db, recording || live);
      const file = this.#facts(live);
      if (recording) markLost(db, task.now);
      this.#queue = new WriteQueue(db, task.path, tell);
      tell({ kind: 'opened', file });
      if (live) this.#follow(new Follower(db, this.#reader));
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
    if (message.name !== 'copy') return;
    this.#running.add(answering);
    void answering.then(() => this.#running.delete(answering));
  }

  #facts(live: boolean): OpenedFile {
    // What is open in a recording that goes on has not been lost.
    return { ...this.#reader.facts(), ...(live && { lost: 0, live }) };
  }

  #follow(follower: Follower): void {
    const timer = setInterval(() => {
      try {
        const goesOn = follower.look((rows) => {
          tell({ kind: 'followed', rows, file: this.#facts(true) });
        });
        if (goesOn) return;
        clearInterval(timer);
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
    const rows = open.flatMap((number) => this.#reader.row(number) ?? []);
    tell({ kind: 'followed', rows, file: this.#facts(false) });
  }

  async #answer(query: QueryMessage): Promise<void> {
    try {
      const value = await this.#run(query);
      const transfer = query.name === 'bytes' && isBytes(value) ? [value.bytes.buffer] : [];
      tell({ kind: 'answer', id: query.id, value }, transfer);
    } catch (error) {
      tell({ kind: 'failed', id: query.id, fault: toFault(error, basename(this.#path)) });
    }
    if (query.name === 'close') port?.close();
  }

  #run(query: QueryMessage): unknown {
    const reader = this.#reader;
    switch (query.name) {
      case 'rows':
        return reader.rows(query.input.after, query.input.limit);
      case 'row':
        return reader.row(query.input.number);
      case 'exchange':
        return reader.exchange(query.input.number, query.input.bodyLimit);
      case 'bytes':
        return reader.bytes(query.input.number, query.input.side, query.input.offset, query.input.limit);
      case 'events':
        return reader.events(query.input.number, query.input.from, query.input.limit);
      case 'copy':
        return copyTo(this.#file.db, query.input.path).then(() => null);
      case 'close':
        return this.#close();
      default:
        return this.#judge.answer(query.name, query.input);
    }
  }

  async #close(): Promise<null> {
    // A file cannot leave the WAL mode while a copy reads it, and the copy would lack its end.
    await Promise.all(this.#running);
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

function isBytes(value: unknown): value is { bytes: Uint8Array<ArrayBuffer> } {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
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

start(workerData as StoreTask);
