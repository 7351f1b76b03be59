import type { JsonValue } from '../../shared/model/json.ts';
import type { StreamEvent } from '../../shared/model/exchange.ts';

/** What a row shows of an answer. */
export interface AnswerFacts {
  /** `error` for a JSON-RPC error; `complete` where a result has none, as the specification reads it. */
  readonly resultType?: string;
  readonly errorCode?: number;
  readonly isError?: boolean;
}

/** Why an answer is no proper one. */
export interface AnswerProblem {
  readonly kind: 'malformed' | 'cut';
  readonly message: string;
}

/** What was read from an answer that is one JSON value, whole in one piece. */
export interface ReadTwin {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly value: JsonValue;
  readonly event: Omit<StreamEvent, 'atMs'>;
  readonly facts: AnswerFacts;
  readonly problem: AnswerProblem | undefined;
}

/**
 * For requests that are the same to the byte, as those of a step that goes to several servers: what was read from the first answer holds
 * for each that is equal to it, so that it is read once. Nobody may change what comes out of it.
 */
export class AnswerTwins {
  read: ReadTwin | undefined;
}

/** Reads an answer's decoded body as it arrives. Pure: time is a parameter. */
export interface AnswerReader {
  /** The events that became complete with these bytes. */
  push(bytes: Uint8Array, atMs: number): StreamEvent[];
  /** No more bytes: the last event, if one is still to come. */
  end(atMs: number): StreamEvent[];
  /** Known after the answer to the request has been read. */
  facts(): AnswerFacts;
  /** After `end`: the body, where it was parsed as one JSON value. */
  parsed?(): { readonly value: JsonValue } | undefined;
  /** After `end`: why this is no proper answer. */
  problem(): AnswerProblem | undefined;
}

/** What is known of an answer when its head has been read, and of the request that it answers. */
export interface AnswerReaderOptions {
  /** Value of the Content-Type header. */
  readonly contentType: string | undefined;
  readonly status: number;
  /** `nothing` for a notification. */
  readonly expects: 'answer' | 'nothing';
  /** JSON-RPC id of the request; undefined where it has none that could be read: then any answer will do. */
  readonly requestId: string | number | undefined;
  /** The kinds of result that the request's sender knows; absent: whatever comes is taken, as in the legacy era. */
  readonly resultTypes?: readonly string[];
  /** Messages may come in batches: only where 2025-03-26 was agreed on. */
  readonly batches?: boolean;
  readonly twins?: AnswerTwins;
}
