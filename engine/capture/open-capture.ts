import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import type { CaptureSummary, RedactedHow } from '../../shared/model/capture.ts';
import type { ExchangeDetail, ExchangeRef, Row } from '../../shared/model/exchange.ts';
import type { Feed } from './feed.ts';
import type { JudgedNews } from './judging/judge-messages.ts';
import { createOpenFindings, type OpenFindings } from './judging/open-findings.ts';
import { createRecording, type OwnedRecording, type RecordingContext } from './record-exchange.ts';
import type { RecordingRedaction } from './captures-contract.ts';
import { redactRecording, type RedactingRecording } from './redacting/redacted-recording.ts';
import type { RedactionNote } from './redacting/redaction-note.ts';
import { openRedactionWorker } from './redacting/redaction-link.ts';
import { toCaptureError } from './sqlite-fault.ts';
import type { CaptureStore } from './store.ts';
import type { QueryInput, QueryName, QueryOutput } from './store-messages.ts';
import { assembleDetail } from './stored-detail.ts';
import { createUseCount } from './use-count.ts';

/** The path of a recording that could not be put on a disk. */
export const IN_MEMORY = ':memory:';

/** One capture that is open: its store, and its recording where it is recorded, or was until another one began. */
export class OpenCapture {
  readonly id = randomUUID();
  readonly path: string;
  readonly name: string;
  readonly #store: CaptureStore;
  readonly #openedAt: number;
  /** Open exchanges, and questions that wait for their answer. */
  readonly #uses = createUseCount();
  readonly #closed = Promise.withResolvers<undefined>();
  #superseded = false;
  #redacted: RedactedHow | undefined;
  #rules: RecordingRedaction | undefined;
  #callOff: (() => void) | undefined;
  #recording: OwnedRecording | undefined;
  /** The same, where its secrets are replaced before they are written. */
  #redacting: RedactingRecording | undefined;
  #openFindings: OpenFindings | undefined;

  constructor(path: string, store: CaptureStore, openedAt: number) {
    this.path = path;
    this.name = path === IN_MEMORY ? 'in memory only' : basename(path);
    this.#store = store;
    this.#openedAt = openedAt;
  }

  record({
    redaction,
    ...context
  }: Omit<RecordingContext, 'captureId' | 'store' | 'uses'> & {
    /** Secrets are replaced before they are written. */
    readonly redaction?: RecordingRedaction;
  }): OwnedRecording {
    const uses = this.#uses;
    this.#openFindings = createOpenFindings(context.feed);
    const { feed } = this.#openFindings;
    const recording = createRecording({ ...context, feed, captureId: this.id, store: this.#store, uses });
    const { onProblem } = context;
    this.#redacting =
      redaction &&
      redactRecording(recording, { task: redaction, open: openRedactionWorker, uses, onProblem });
    this.#recording = this.#redacting ?? recording;
    this.#rules = redaction;
    if (redaction || this.#redacted) this.#note(redaction ? { rules: redaction().rules } : {});
    return this.#recording;
  }

  /** Reads what the file says of its redaction. */
  async readNote(): Promise<void> {
    this.#redacted = await this.#store.ask('redactionNote', null);
  }

  /** What of the capture is redacted from here on; a disk that is full has its own sentence. */
  #note(note: RedactionNote): void {
    if (note.rules) this.#redacted ??= this.exchanges === 0 ? 'recorded' : 'partly';
    this.#store.ask('noteRedaction', note).then(
      (how) => {
        this.#redacted = how;
      },
      () => undefined,
    );
  }

  /** Hands on which rows have other findings now. */
  judged({ rows, open }: JudgedNews, feed: Feed): void {
    for (const row of rows) {
      this.#openFindings?.drop(row.number);
      feed.changed(this.id, row.number, () => row);
    }
    for (const [number, findings] of open) {
      this.#openFindings?.set(number, findings);
      // Where it has ended meanwhile, its judged row is on its way.
      if (this.#recording?.show(number) !== true) this.#openFindings?.drop(number);
    }
  }

  /**
   * Another recording has begun. What is open here goes on and ends here; whoever waits for it gets it. `release` is
   * called once nobody uses this capture any more: at once where that is so already. A stream that does not end keeps
   * it open.
   */
  supersede(release: () => void): void {
    this.#superseded = true;
    if (this.#uses.inUse) this.#callOff = this.#uses.whenUnused(release);
    else release();
  }

  /** It stays open until somebody closes it, also after `supersede`. */
  keep(): void {
    this.#callOff?.();
  }

  /** Resolves when it has been closed and its file is whole. */
  get closed(): Promise<undefined> {
    return this.#closed.promise;
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
      recording: this.#recording !== undefined && !this.#superseded,
      exchanges: this.exchanges,
      bytes: this.#store.fileBytes,
      openedAt: this.#openedAt,
      lost: this.#store.file.lost,
      ...(this.#redacting && { redacts: true }),
      ...(this.#redacted && { redacted: this.#redacted }),
      ...(this.#store.file.live && { followed: true }),
      ...(problem !== undefined && { problem }),
    };
  }

  /** Rejects with AppError. */
  async ask<Q extends QueryName>(name: Q, input: QueryInput<Q>): Promise<QueryOutput<Q>> {
    const endUse = this.#uses.begin();
    try {
      if (this.#redacting) await this.#redacting.settled();
      return await this.#store.ask(name, input);
    } finally {
      endUse();
    }
  }

  /** Like `ask`, for what there may be nothing of. */
  async find<Q extends QueryName>(
    name: Q,
    input: QueryInput<Q> & { readonly number: number },
  ): Promise<Exclude<QueryOutput<Q>, undefined>> {
    const found = await this.ask<Q>(name, input);
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
    this.keep();
    const counts = await this.#redacting?.finish();
    this.#recording?.end();
    if (counts && this.#rules) this.#note({ rules: this.#rules().rules, counts });
    await this.#store.close();
  }

  /** Nothing is left to be done for it. */
  tellClosed(): void {
    this.#closed.resolve(undefined);
  }
}
