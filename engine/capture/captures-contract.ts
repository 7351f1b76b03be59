import type { ByteSide } from '../../shared/bridge/bridge.ts';
import type { CaptureSummary, RowBatch } from '../../shared/model/capture.ts';
import type { ExchangeDetail, ExchangeRef, Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { RedactionReport } from '../../shared/model/redaction.ts';
import type { JudgeProgress } from './judging/judge-messages.ts';
import type { Recording } from './recorder.ts';
import type { RedactionTask } from './redacting/redaction-task.ts';
import type { Salvaged, SalvageWish } from './salvage/salvage-beside.ts';
import type { AskedQueries, QueryInput, QueryOutput } from './store-messages.ts';

/** Asked for each exchange: the rules, and what is known to be a secret. */
export type RecordingRedaction = () => Pick<RedactionTask, 'rules' | 'known'>;

export interface CapturesOptions {
  /** Where new recordings go; made when it is absent. */
  readonly directory: string;
  /** What is recorded or opened is judged at once, by default; else when somebody asks for what is found. */
  readonly judges?: boolean;
  /** Opens what a crash left in `directory`; by default. */
  readonly reopens?: boolean;
  /** Other programs may read what is recorded while it is. */
  readonly shared?: boolean;
  /** Opens what other programs record into `directory`, as soon as they do, and follows it; told of by this. */
  readonly onFollowed?: (capture: CaptureSummary) => void;
  /** Record into this file: made when absent, continued when there. Absent: a new file in `directory`. */
  readonly file?: string;
  /** Program and version, noted in new files. */
  readonly program?: string;
  /** Asked when a recording begins: by what its secrets are replaced before they are written; undefined: they are kept. */
  readonly redaction?: () => RecordingRedaction | undefined;
  /** New and changed rows of the recording. */
  readonly onRows: (batch: RowBatch) => void;
  /** The open captures, when they have changed, at most every 500 ms. */
  readonly onSummaries: (list: CaptureSummary[]) => void;
  /** A sentence for a person: something belongs to no command and went wrong. */
  readonly onProblem: (message: string) => void;
  /** A sentence for a person: something was done for them that they should know of. */
  readonly onNote?: (message: string) => void;
  /** A server told something unasked, in an exchange that is recorded here. */
  readonly onNotification?: (instanceId: string, method: string, from: ExchangeRef) => void;
  /** The judge of a capture has come further; at most four times a second. */
  readonly onJudged?: (captureId: string, progress: JudgeProgress) => void;
  /** Epoch ms. */
  readonly clock?: () => number;
}

export type SalvageOptions = Pick<SalvageWish, 'into' | 'signal' | 'onProgress'>;

/** The open captures: the one that is recorded, and those opened from files. Every method may reject with AppError. */
export interface Captures {
  /** The present recording; there is always one until all are closed. */
  recording(): Recording;
  /**
   * Starts a new recording. The one before is closed, complete in its file: at once, or where exchanges are open in it
   * or somebody reads it, when all that has ended; until then it is an open capture like others.
   */
  newRecording(name?: string): Promise<CaptureSummary>;
  /**
   * Reads what can be read of a damaged file into a new one, beside it or where `into` says; `says` tells what was lost. One
   * that is open is closed. CONFLICT where it is being recorded; CANCELLED leaves nothing.
   */
  salvage(path: string, options?: SalvageOptions): Promise<Salvaged & { readonly says: string }>;
  /** A file that is open already stays the capture that it is. UNREADABLE with `details.damaged` where it can be salvaged. */
  open(path: string): Promise<CaptureSummary>;
  /** A consistent copy, also of a recording; an existing target is refused, but where it is to be replaced and not open here. */
  saveCopy(captureId: string, path: string, replace?: boolean): Promise<{ bytes: number }>;
  /** The same, redacted: rejects with CANCELLED where it is, and then there is no copy. */
  saveRedacted(
    captureId: string,
    path: string,
    asked: Pick<QueryInput<'redactedCopy'>, 'task' | 'control'> & { readonly replace?: boolean },
  ): Promise<{ bytes: number; report: RedactionReport }>;
  /**
   * Leaves one file. Closing the recording starts a new one, and resolves when the exchanges that are open in it have
   * ended; closing it once more does not wait for them, marks them as lost and closes at once. Without an id: writes
   * everything, marks what is still open as lost, closes all, and nothing is recorded from then on.
   */
  close(captureId?: string): Promise<void>;
  summaries(): CaptureSummary[];
  /** Rows with number > `after`, ascending, at most `limit`. */
  rows(captureId: string, after: number, limit: number): Promise<{ rows: Row[]; total: number }>;
  /** Bodies as text of at most `bodyLimit` bytes each. Works while the exchange is still on its way, as all do. */
  detail(ref: ExchangeRef, bodyLimit: number): Promise<ExchangeDetail>;
  bytes(
    ref: ExchangeRef,
    side: ByteSide,
    offset: number,
    limit: number,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }>;
  events(ref: ExchangeRef, from: number, limit: number): Promise<{ events: StreamEvent[]; total: number }>;
  /** All bytes of this side that are there. */
  body(ref: ExchangeRef, side: ByteSide): Promise<Uint8Array<ArrayBuffer>>;
  /** What its judge has to say, what a replay needs of it, and what a filter finds in it. */
  ask<Q extends keyof AskedQueries>(
    captureId: string,
    name: Q,
    input: QueryInput<Q>,
  ): Promise<QueryOutput<Q>>;
  /** Resolves when the exchange is no longer open. */
  whenDone(ref: ExchangeRef): Promise<Row>;
}
