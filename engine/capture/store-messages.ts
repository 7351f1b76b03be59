import type { ByteSide } from '../../shared/bridge/bridge.ts';
import type { AppErrorCode } from '../../shared/bridge/result.ts';
import type { Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { ExportQueries } from './export/export-messages.ts';
import type { JudgedNews, JudgeQueries } from './judging/judge-messages.ts';
import type { MockQueries } from './mocking/mock-messages.ts';
import type { PlanQueries } from './planning/plan-messages.ts';
import type { RedactionQueries } from './redacting/redaction-messages.ts';
import type { SearchQueries } from './searching/search-messages.ts';
import type { SeriesQueries } from './series/series-messages.ts';
import type { CaptureLabels } from '../../shared/model/capture-library.ts';
import type { RowPage } from '../../shared/model/row-page.ts';
import type { PackedRows } from './packed-rows.ts';
import type { ColumnValue } from './stored-values.ts';

/** What the worker is started with. */
export interface StoreTask {
  /** A file's path, or `:memory:` where nothing can be written. */
  readonly path: string;
  /** `record` creates or continues a file and holds it alone; `read` never changes its content. */
  readonly use: 'record' | 'read';
  /** Of `record`: other programs may read the file meanwhile. */
  readonly shared?: boolean;
  /** Exchanges are judged as they end; else from the first question to the judge on. */
  readonly judges?: boolean;
  /** Program and version, kept in a new file's `meta`. */
  readonly program: string;
  /** Epoch ms, from the caller's clock. */
  readonly now: number;
}

/** Instead: what can be read of a damaged file is to be written into the empty file `into`. */
export interface SalvageTask {
  readonly use: 'salvage';
  readonly path: string;
  readonly into: string;
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
}

/** What is known of a file once it is open. */
export interface OpenedFile {
  /** Highest number in use; 0 in an empty capture. */
  readonly lastNumber: number;
  /** Exchanges that are not in the file although their numbers were given out. */
  readonly unrecorded: number;
  /** Exchanges that were open when the file was last written. */
  readonly lost: number;
  /** Highest id in the table `piece`; 0 where there is none. */
  readonly lastPiece: number;
  /** What the file takes once it is closed. */
  readonly bytes: number;
  /** A sentence: something was done to it as it was opened. */
  readonly note?: string;
  /** Another program is recording it at this moment: `followed` messages tell what it appends. */
  readonly live?: boolean;
}

/**
 * One batch of appends. Numbers travel in flat lists, all bytes and long texts in one buffer, and all of these are handed over:
 * cloning thousands of small objects would cost the main thread more than the writing costs the worker.
 */
export interface AppendBatch {
  readonly kind: 'append';
  readonly id: number;
  readonly bytes: ArrayBuffer;
  /** ROW_COLUMNS. */
  readonly rows: PackedRows;
  /** PIECE_NUMBERS, piece after piece. */
  readonly pieces: Float64Array<ArrayBuffer>;
  /** REQUEST_NUMBERS, request after request. */
  readonly requests: Float64Array<ArrayBuffer>;
  /** ANSWER_NUMBERS, answer after answer. */
  readonly answers: Float64Array<ArrayBuffer>;
  /** CHUNK_NUMBERS numbers a chunk: see AppendBuffer. */
  readonly chunks: Float64Array<ArrayBuffer>;
  /** Places and lengths in `bytes`, and spans, in the order of the chunks. */
  readonly segments: Float64Array<ArrayBuffer>;
  /** EVENT_COLUMNS. */
  readonly events: PackedRows;
  /** FINDING_COLUMNS, finding after finding. */
  readonly findings: ColumnValue[];
  /** All exchanges so far that are missing in the file. */
  readonly unrecorded: number;
}

/** Numbers of one piece: its id, and where its text stands in `bytes`. */
export const PIECE_NUMBERS = ['id', 'text', 'text length'] as const;

/**
 * Numbers of one request in a batch: its exchange, the pieces of its head (NO_PIECE: none), where the rest of the head, as JSON, and
 * the body stand in `bytes`, and where the body stands in the exchange's first chunk of wire bytes (ABSENT: only here).
 */
export const REQUEST_NUMBERS = [
  ...(['exchange', 'head piece', 'head', 'head length', 'draft piece'] as const),
  ...(['body', 'body length', 'body at'] as const),
] as const;

/** Numbers of one answer: its exchange, and where head and ending, as JSON without their pieces, stand in `bytes`. */
export const ANSWER_NUMBERS = [
  ...(['exchange', 'head piece', 'head', 'head length'] as const),
  ...(['ending piece', 'ending', 'ending length'] as const),
] as const;

/** As a length in an answer: what is in the file stays. */
export const ABSENT = -1;

/** Numbers of one chunk in a batch, in this order. */
export const CHUNK_NUMBERS = [
  'id',
  'at_ms',
  'request_from',
  'response_from',
  'body_from',
  'body_length',
  'request segments',
  'response segments',
  'body segments',
  'spans',
] as const;

/** A body as the store knows it: no more than a prefix of its text. */
export interface StoredBody {
  readonly bytes: number;
  readonly text?: string;
  readonly truncated: boolean;
}

/** An exchange as it stands in the file; the JSON is read by the asker. */
export interface StoredExchange {
  readonly row: Row;
  readonly notKept: number;
  /** JSON: see stored-detail.ts, as for the others. */
  readonly requestHead: string;
  readonly requestBody: StoredBody;
  /** Once there is one. */
  readonly answerHead?: string;
  readonly answerBody: StoredBody;
  /** Once there is one. */
  readonly ending?: string;
  /** In the order in which they were made; the first 1,000. */
  readonly findings: readonly Finding[];
}

/** A RowPage whose values can be handed over instead of copied: NaN in place of null. */
export interface StoredPage extends Omit<RowPage, 'values'> {
  readonly values: Float64Array<ArrayBuffer>;
}

/** What a screen that keeps all rows asks for, a page at a time. */
export interface PageQueries {
  page: {
    in: { limit: number; after?: number; before?: number };
    out: { page: StoredPage; total: number; last: number };
  };
}

/** What a person says of the capture. */
export interface LabelQueries {
  labels: { in: null; out: CaptureLabels };
  /** Answers what the file says then. */
  label: { in: CaptureLabels; out: CaptureLabels };
}

/** What belongs to no exchange's own data: of judge, replay, filter, list and export. */
export interface AskedQueries
  extends
    ExportQueries,
    JudgeQueries,
    LabelQueries,
    MockQueries,
    PlanQueries,
    SearchQueries,
    PageQueries,
    RedactionQueries,
    SeriesQueries {}

/** Questions to the worker; each is answered after everything appended before it. */
export interface StoreQueries extends AskedQueries {
  rows: { in: { after: number; limit: number }; out: { rows: Row[]; total: number } };
  row: { in: { number: number }; out: Row | undefined };
  exchange: { in: { number: number; bodyLimit: number }; out: StoredExchange | undefined };
  bytes: {
    in: { number: number; side: ByteSide; offset: number; limit: number };
    out: { bytes: Uint8Array<ArrayBuffer>; total: number } | undefined;
  };
  events: {
    in: { number: number; from: number; limit: number };
    out: { events: StreamEvent[]; total: number } | undefined;
  };
  /** A consistent copy into an empty file. */
  copy: { in: { path: string }; out: null };
  /** Answered when all is written and the file is one again. */
  close: { in: null; out: null };
}

export type QueryName = keyof StoreQueries;
export type QueryInput<Q extends QueryName> = StoreQueries[Q]['in'];
export type QueryOutput<Q extends QueryName> = StoreQueries[Q]['out'];

/** A question as it travels. */
export type QueryMessage = {
  [Q in QueryName]: {
    readonly kind: 'query';
    readonly id: number;
    readonly name: Q;
    readonly input: QueryInput<Q>;
  };
}[QueryName];

export type ToWorker = AppendBatch | QueryMessage;

export interface WorkerFault {
  readonly code: AppErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type FromWorker =
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  /** Another program has appended these rows, or changed them, or has ended its recording. */
  | { readonly kind: 'followed'; readonly rows: Row[]; readonly file: OpenedFile }
  | ({ readonly kind: 'judged' } & JudgedNews)
  | { readonly kind: 'refused'; readonly fault: WorkerFault }
  /** This batch and all before it are in the file, which takes so many bytes once it is closed. */
  | {
      readonly kind: 'written';
      readonly id: number;
      readonly bytes: number;
      /** The batch's bytes, handed back. */
      readonly buffer?: ArrayBuffer;
    }
  /** The disk said no; the worker keeps what it has and tries again. */
  | { readonly kind: 'blocked'; readonly message: string }
  /** Single records that the file would not take, such as one that is too large; the rest was written. */
  | { readonly kind: 'rejected'; readonly count: number; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly fault: WorkerFault };
