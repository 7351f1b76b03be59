import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createFileSize } from './file-size.ts';
import { describeWriteFault, isSqliteError, toFault } from './sqlite-fault.ts';
import type { AppendBatch, FromWorker } from './store-messages.ts';
import { createBatchWriter, type BatchWriter } from './write-batch.ts';

/** How long a disk that said no is left alone. */
const RETRY_MS = 500;
/**
 * The journal is folded into the file and cut off where nothing has come for a moment and it is worth it. In the middle of
 * the work SQLite folds it by itself: see openForRecording.
 */
const IDLE_MS = 30;
const IDLE_JOURNAL = 2 * 1024 * 1024;

/** Writes batches in their order; keeps those that the disk does not take and tries again. */
export class WriteQueue {
  readonly #db: DatabaseSync;
  readonly #writer: BatchWriter;
  readonly #fileSize: () => number;
  readonly #path: string;
  readonly #tell: (message: FromWorker) => void;
  readonly #onWritten: (batch: AppendBatch) => void;
  readonly #waiting: AppendBatch[] = [];
  #retry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    db: DatabaseSync,
    path: string,
    tell: (message: FromWorker) => void,
    onWritten: (batch: AppendBatch) => void = () => undefined,
  ) {
    this.#db = db;
    this.#tell = tell;
    this.#onWritten = onWritten;
    this.#writer = createBatchWriter(db);
    this.#fileSize = createFileSize(db);
    this.#path = path;
  }

  add(batch: AppendBatch): void {
    this.#waiting.push(batch);
    if (!this.#retry) this.drain();
  }

  /** Tries to write all that waits. */
  drain(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    for (let batch = this.#waiting[0]; batch; batch = this.#waiting[0]) {
      if (!this.#write(batch)) {
        this.#retry = setTimeout(() => {
          this.drain();
        }, RETRY_MS);
        return;
      }
      this.#waiting.shift();
      this.#onWritten(batch);
      this.#tell({ kind: 'written', id: batch.id, bytes: this.#fileSize(), buffer: batch.bytes });
    }
    this.#fold();
  }

  /** Batches that are not in the file yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** No further attempt. */
  stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#idle);
  }

  #write(batch: AppendBatch): boolean {
    const name = basename(this.#path);
    try {
      const rejected = this.#writer.write(batch);
      if (rejected.count > 0) this.#tell({ kind: 'rejected', ...rejected });
      return true;
    } catch (error) {
      if (isSqliteError(error)) {
        this.#tell({ kind: 'blocked', message: describeWriteFault(error, name) });
        return false;
      }
      // A fault of ours: this batch will never be written, the next one may.
      this.#tell({ kind: 'rejected', count: 1, message: toFault(error, name).message });
      return true;
    }
  }

  #fold(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const journal = statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
      if (journal > IDLE_JOURNAL) this.#checkpoint();
    }, IDLE_MS);
  }

  #checkpoint(): void {
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Nothing is lost: the journal stays, and the next write says what is wrong with the disk.
    }
  }
}
