import type { StreamEvent } from '../../shared/model/exchange.ts';

/** What a row shows of an answer. */
export interface AnswerFacts {
  /** `error` for a JSON-RPC error; `complete` where a result has none, as the specification reads it. */
  readonly resultType?: string;
  readonly errorCode?: number;
  readonly isError?: boolean;
}

/** Reads an answer's decoded body as it arrives. Pure: time is a parameter. */
export interface AnswerReader {
  /** The events that became complete with these bytes. */
  push(bytes: Uint8Array, atMs: number): StreamEvent[];
  /** No more bytes: the last event, if one is still to come. */
  end(atMs: number): StreamEvent[];
  /** Known after the answer to the request has been read. */
  facts(): AnswerFacts;
  /** After `end`: why this is no proper answer. */
  problem(): { readonly kind: 'malformed' | 'cut'; readonly message: string } | undefined;
}
