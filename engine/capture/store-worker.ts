import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import { copyTo } from './copy-database.ts';
import { CURRENT_FORMAT } from './format.ts';
import { lostFailure } from './lost-failure.ts';
import { openForReading, openForRecording, type OpenFile } from './open-file.ts';
import { createCaptureReader, type CaptureReader } from './read-capture.ts';
import { toFault } from './sqlite-fault.ts';
import type { FromWorker, QueryMessage, StoreTask, ToWorker } from './store-messages.ts';
import { WriteQueue } from './write-queue.ts';

// The worker's entry: one open capture file a worker. It runs from source and as a bundle of its own.

const port = parentPort;
if (!port) throw new Error('store-worker.ts runs as a worker only');

function tell(message: FromWorker, transfer: ArrayBuffer[] = []): void {
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

class StoreWorker {
  readonly #path: string;
  readonly #file: OpenFile;
  readonly #reader: CaptureReader;
  readonly #queue: WriteQueue;
  /** Answers that take more than a moment: the file stays open for them. */
  readonly #running = new Set<Promise<void>>();

  constructor(task: StoreTask) {
    const recording = task.use === 'record';
    this.#path = task.path;
    this.#file = recording
      ? openForRecording(task.path, { format: CURRENT_FORMAT, program: task.program, now: task.now })
      : openForReading(task.path, CURRENT_FORMAT);
    const { db } = this.#file;
    try {
      this.#reader = createCaptureReader(db, recording);
      const file = this.#reader.facts();
      if (recording) markLost(db, task.now);
      this.#queue = new WriteQueue(db, task.path, tell);
      tell({ kind: 'opened', file });
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
    }
  }

  async #close(): Promise<null> {
    // A file cannot leave the WAL mode while a copy reads it, and the copy would lack its end.
    await Promise.all(this.#running);
    this.#queue.drain();
    this.#queue.stop();
    const { waiting } = this.#queue;
    this.#file.close();
    if (waiting > 0) {
      throw new AppError('IO', `The last part of ${basename(this.#path)} could not be written to the disk.`);
    }
    return null;
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
