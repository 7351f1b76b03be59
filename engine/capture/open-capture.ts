import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { ExchangeDetail, ExchangeRef, Row } from '../../shared/model/exchange.ts';
import { createRecording, type OwnedRecording, type RecordingContext } from './record-exchange.ts';
import { bytesOnDisk } from './recordings-directory.ts';
import { toCaptureError } from './sqlite-fault.ts';
import type { CaptureStore } from './store.ts';
import type { QueryInput, QueryName, QueryOutput } from './store-messages.ts';
import { assembleDetail } from './stored-detail.ts';

/** The path of a recording that could not be put on a disk. */
export const IN_MEMORY = ':memory:';

/** One capture that is open: its store, and its recording where it is the one that is recorded. */
export class OpenCapture {
  readonly id = randomUUID();
  readonly path: string;
  readonly name: string;
  readonly #store: CaptureStore;
  readonly #openedAt: number;
  #recording: OwnedRecording | undefined;

  constructor(path: string, store: CaptureStore, openedAt: number) {
    this.path = path;
    this.name = path === IN_MEMORY ? 'in memory only' : basename(path);
    this.#store = store;
    this.#openedAt = openedAt;
  }

  record(context: Omit<RecordingContext, 'captureId' | 'store'>): OwnedRecording {
    this.#recording = createRecording({ ...context, captureId: this.id, store: this.#store });
    return this.#recording;
  }

  get exchanges(): number {
    const { unrecorded, lastNumber } = this.#store.file;
    return this.#recording?.count() ?? lastNumber - unrecorded;
  }

  summary(): CaptureSummary {
    const problem = this.#store.problem();
    return {
      id: this.id,
      name: this.name,
      path: this.path,
      recording: this.#recording !== undefined,
      exchanges: this.exchanges,
      bytes: this.path === IN_MEMORY ? 0 : bytesOnDisk(this.path),
      openedAt: this.#openedAt,
      lost: this.#store.file.lost,
      ...(problem !== undefined && { problem }),
    };
  }

  /** Rejects with AppError. */
  ask<Q extends QueryName>(name: Q, input: QueryInput<Q>): Promise<QueryOutput<Q>> {
    return this.#store.ask(name, input);
  }

  /** Like `ask`, for what there may be nothing of. */
  async find<Q extends QueryName>(
    name: Q,
    input: QueryInput<Q> & { readonly number: number },
  ): Promise<Exclude<QueryOutput<Q>, undefined>> {
    const found = await this.#store.ask<Q>(name, input);
    if (found === undefined) {
      throw new AppError('NOT_FOUND', `There is no exchange ${String(input.number)} in ${this.name}.`);
    }
    return found as Exclude<QueryOutput<Q>, undefined>;
  }

  async detail(ref: ExchangeRef, bodyLimit: number): Promise<ExchangeDetail> {
    const stored = await this.find('exchange', { number: ref.number, bodyLimit });
    try {
      return assembleDetail({ captureId: ref.captureId, number: ref.number }, stored);
    } catch (error) {
      throw toCaptureError(error, this.name);
    }
  }

  whenDone(number: number): Promise<Row> {
    return this.#recording?.whenDone(number) ?? this.find('row', { number });
  }

  /** Leaves one closed file. Rejects with AppError IO where the last part could not be written. */
  async close(): Promise<void> {
    this.#recording?.end();
    await this.#store.close();
  }
}
