import { Worker } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import type { Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { AppendBuffer, type RowSource, type Track } from './append-buffer.ts';
import { CHUNKS_PER_EXCHANGE } from './format.ts';
import type { AnswerText, RequestText } from './stored-detail.ts';
import type { JudgedNews } from './judging/judge-messages.ts';
import type {
  AppendBatch,
  FromWorker,
  OpenedFile,
  QueryInput,
  QueryMessage,
  QueryName,
  QueryOutput,
  StoreTask,
  ToWorker,
  WorkerFault,
} from './store-messages.ts';

/** A change waits this long at most before it is on its way to the file. */
const FLUSH_MS = 10;
/**
 * And this long while there is much to write: each batch writes the last page of each table again, and what ends in the
 * batch in which it began is written once. After a batch of BUSY_RECORDS there is.
 */
const BUSY_FLUSH_MS = 30;
const BUSY_RECORDS = 200;
/** Longer batches would hold up the main thread while they are handed over. */
const FLUSH_RECORDS = 2_000;
const FLUSH_BYTES = 1024 * 1024;
/** What may wait for the disk, in bytes; beyond it nothing more is kept, and that is told. */
const MAX_WAITING = 256 * 1024 * 1024;
/** So much waiting is worth a sentence. */
const NOTABLE_WAITING = 32 * 1024 * 1024;

/** The store's end of its worker. */
export interface StorePort {
  post(message: ToWorker, transfer: ArrayBuffer[]): void;
  /** Ends the worker at once. */
  terminate(): void;
}

/** Told while the store works. */
export interface StoreEvents {
  /** A sentence for a person, once when trouble begins. */
  readonly onProblem: (message: string) => void;
  /** Another program has appended these rows, or changed them, or has ended its recording. */
  readonly onFollowed?: (rows: readonly Row[]) => void;
  /** The judge has come further. */
  readonly onJudged?: (news: JudgedNews) => void;
}

/** What could not be kept so far. */
export interface StoreLosses {
  /** Exchanges of which nothing is in the file. */
  unrecorded: number;
  /** Bytes of exchanges that are in the file otherwise. */
  bytes: number;
}

/**
 * The main thread's end of one open capture file. Appending never throws, never waits and never blocks; questions
 * are answered after everything that was appended before them.
 */
export class CaptureStore {
  /** As it was opened; where another program records it, as it is by now. */
  file: OpenedFile;
  readonly losses: StoreLosses;
  readonly #port: StorePort;
  readonly #events: StoreEvents;
  readonly #buffer: AppendBuffer;
  readonly #unwritten = new Map<number, number>();
  readonly #questions = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #isBusy = false;
  #waiting = 0;
  #fileBytes: number;
  #batchId = 0;
  #questionId = 0;
  #timer: NodeJS.Timeout | undefined;
  #blocked: string | undefined;
  #rejected = 0;
  #closing = false;
  #closeQuestion: number | undefined;
  /** The worker has closed the file: that it ends is as it should be. */
  #isClosed = false;
  #ended: AppError | undefined;

  constructor(port: StorePort, file: OpenedFile, events: StoreEvents) {
    this.#port = port;
    this.#events = events;
    this.file = file;
    this.#fileBytes = file.bytes;
    this.#buffer = new AppendBuffer(file.lastPiece);
    this.losses = { unrecorded: file.unrecorded, bytes: 0 };
  }

  /** Whether more can be kept now. What the asker then does not append, it counts in `losses`. */
  accepts(track?: Track): boolean {
    if (track && track.chunks >= CHUNKS_PER_EXCHANGE - 2) return false;
    return this.#ended === undefined && this.#waiting + this.#buffer.weight < MAX_WAITING;
  }

  /** The row is read when the batch leaves. */
  changed(source: RowSource): void {
    this.#buffer.changed(source);
    this.#appended();
  }

  request(track: Track, head: RequestText, body: Uint8Array): void {
    this.#buffer.request(track, head, body);
    this.#appended();
  }

  /** `head` and `ending` are JSON; null leaves what is there. */
  answer(track: Track, head: string | null, ending: AnswerText | null): void {
    this.#buffer.answer(track, head, ending);
    this.#appended();
  }

  requestBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    this.#buffer.requestBytes(track, bytes, atMs);
    this.#appended();
  }

  responseBytes(track: Track, bytes: Uint8Array, atMs: number): void {
    this.#buffer.responseBytes(track, bytes, atMs);
    this.#appended();
  }

  /** `wireFrom`: where these bytes stand among the answer's wire bytes already; else they are kept themselves. */
  bodyBytes(track: Track, bytes: Uint8Array, wireFrom: number | undefined, atMs: number): void {
    if (wireFrom === undefined) this.#buffer.bodyBytes(track, bytes, atMs);
    else this.#buffer.bodySpan(track, wireFrom, bytes.length, atMs);
    this.#appended();
  }

  event(number: number, event: StreamEvent): void {
    this.#buffer.event(number, event);
    this.#appended();
  }

  /** `index`: its place among the findings of the exchange, from 0. */
  finding(number: number, index: number, finding: Finding): void {
    this.#buffer.finding(number, index, finding);
    this.#appended();
  }

  /** Answered after everything appended so far. Rejects with AppError. */
  ask<Q extends QueryName>(name: Q, input: QueryInput<Q>): Promise<QueryOutput<Q>> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.flush();
    this.#questionId += 1;
    const id = this.#questionId;
    return new Promise((resolve, reject) => {
      this.#questions.set(id, {
        // The worker answers each name with its own output: StoreQueries is the one list for both.
        resolve: (value) => {
          resolve(value as QueryOutput<Q>);
        },
        reject,
      });
      this.#port.post({ kind: 'query', id, name, input } as QueryMessage, []);
    });
  }

  /** Hands over what was appended so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { weight, records } = this.#buffer;
    this.#isBusy = records >= BUSY_RECORDS;
    const batch = this.#buffer.take(this.#batchId + 1, this.losses.unrecorded);
    if (!batch || this.#ended) return;
    this.#batchId = batch.id;
    this.#unwritten.set(batch.id, weight);
    this.#waiting += weight;
    this.#port.post(batch, handedOver(batch));
  }

  /** What the file takes once it is closed, in bytes, as far as it is written. */
  get fileBytes(): number {
    return this.#fileBytes;
  }

  /** A sentence while the recording lags, cannot be written or has lost something. */
  problem(): string | undefined {
    const parts: string[] = [];
    if (this.#ended) parts.push(this.#ended.message);
    if (this.#blocked !== undefined) parts.push(`${this.#blocked} ${this.#lag()}`);
    else if (this.#waiting > NOTABLE_WAITING) parts.push(`The disk is slow. ${this.#lag()}`);
    const { unrecorded, bytes } = this.losses;
    if (unrecorded + bytes > 0) {
      parts.push(
        `Not in the file, because the disk could not take it: ${String(unrecorded)} exchanges, and ${size(bytes)} of others.`,
      );
    }
    if (this.#rejected > 0) parts.push(`${String(this.#rejected)} records could not be written.`);
    return parts.length > 0 ? parts.join(' ') : undefined;
  }

  /** Writes everything, waits for copies that are being made, and leaves one closed file. Rejects with AppError IO where the last part could not be written. */
  async close(): Promise<void> {
    this.#closing = true;
    try {
      const closing = this.ask('close', null);
      this.#closeQuestion = this.#questionId;
      await closing;
    } finally {
      this.#end(closed());
    }
  }

  /** A message of the worker. */
  receive(message: FromWorker): void {
    switch (message.kind) {
      case 'written':
        this.#fileBytes = message.bytes;
        this.#waiting -= this.#unwritten.get(message.id) ?? 0;
        this.#unwritten.delete(message.id);
        this.#blocked = undefined;
        if (message.buffer) this.#buffer.takeBack(message.buffer);
        return;
      case 'blocked':
        if (this.#blocked !== message.message) this.#events.onProblem(message.message);
        this.#blocked = message.message;
        return;
      case 'rejected':
        if (this.#rejected === 0) {
          this.#events.onProblem(`A record could not be written to the capture: ${message.message}`);
        }
        this.#rejected += message.count;
        this.#buffer.missed();
        return;
      case 'followed':
        this.file = message.file;
        this.#fileBytes = message.file.bytes;
        this.losses.unrecorded = message.file.unrecorded;
        this.#events.onFollowed?.(message.rows);
        return;
      case 'judged':
        this.#events.onJudged?.(message);
        return;
      case 'answer':
        this.#isClosed ||= message.id === this.#closeQuestion;
        this.#settle(message.id)?.resolve(message.value);
        return;
      case 'failed':
        this.#settle(message.id)?.reject(toAppError(message.fault));
        return;
      case 'opened':
      case 'refused':
    }
  }

  /** The worker has ended unasked: nothing more is kept. */
  fail(reason: string): void {
    if (this.#ended) return;
    if (this.#isClosed) {
      this.#end(closed());
      return;
    }
    const error = new AppError('INTERNAL', `The capture can no longer be read or written: ${reason}`);
    if (!this.#closing) this.#events.onProblem(error.message);
    this.#end(error);
  }

  #end(error: AppError): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ended ??= error;
    for (const { reject } of this.#questions.values()) reject(error);
    this.#questions.clear();
    this.#port.terminate();
  }

  #settle(id: number): { resolve: (value: unknown) => void; reject: (error: Error) => void } | undefined {
    const question = this.#questions.get(id);
    this.#questions.delete(id);
    return question;
  }

  #appended(): void {
    if (this.#buffer.records >= FLUSH_RECORDS || this.#buffer.weight >= FLUSH_BYTES) this.flush();
    else
      this.#timer ??= setTimeout(
        () => {
          this.flush();
        },
        this.#isBusy ? BUSY_FLUSH_MS : FLUSH_MS,
      );
  }

  #lag(): string {
    return `${size(this.#waiting)} wait in memory; beyond ${size(MAX_WAITING)} the recording has gaps.`;
  }
}

function handedOver({
  bytes,
  rows,
  events,
  pieces,
  requests,
  answers,
  chunks,
  segments,
}: AppendBatch): ArrayBuffer[] {
  const lists = [rows.values, events.values, pieces, requests, answers, chunks, segments];
  return [bytes, ...lists.map(({ buffer }) => buffer)];
}

function closed(): AppError {
  return new AppError('NOT_FOUND', 'This capture is closed.');
}

function toAppError({ code, message, details }: WorkerFault): AppError {
  return new AppError(code, message, details);
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Starts the worker of one file. Rejects with the AppError that says why it cannot be opened. */
export function openStore(task: StoreTask, events: StoreEvents): Promise<CaptureStore> {
  // From source this module is a .ts file; bundled, the worker's bundle lies beside the program's.
  const entry = import.meta.url.endsWith('.ts') ? './store-worker.ts' : './store-worker.js';
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: task,
    // Flags such as --eval or --inspect belong to the program, not to its workers.
    execArgv: [],
    // Half of what a worker may have otherwise: what is read for a plan or a judge is soon forgotten.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  const port: StorePort = {
    post: (message, transfer) => {
      worker.postMessage(message, transfer);
    },
    terminate: () => {
      void worker.terminate();
    },
  };
  return new Promise((resolve, reject) => {
    let store: CaptureStore | undefined;
    const fail = (reason: string): void => {
      if (store) store.fail(reason);
      else reject(new AppError('INTERNAL', `A capture could not be opened: ${reason}`));
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'opened') {
        store = new CaptureStore(port, message.file, events);
        resolve(store);
      } else if (message.kind === 'refused') {
        reject(toAppError(message.fault));
      } else store?.receive(message);
    });
    worker.on('error', (error) => {
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
    worker.on('exit', () => {
      fail('its worker has ended.');
    });
  });
}
