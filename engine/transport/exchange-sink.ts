import type { Failure, Timing } from '../../shared/model/exchange.ts';
import type { HeaderList } from '../../shared/model/headers.ts';

/** The answer's status line and header lines, in wire order and case. */
export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: HeaderList;
}

/**
 * What happens on the wire, told as it happens. Times are ms since the exchange's start on a monotonic clock.
 * Calls come in wire order; `end` is the last one and comes exactly once, also after a failure.
 */
export interface ExchangeSink {
  /** Exact bytes handed to the socket. */
  requestBytes(bytes: Uint8Array, atMs: number): void;
  /** Exact bytes read from the socket. */
  responseBytes(bytes: Uint8Array, atMs: number): void;
  responseHead(head: ResponseHead, atMs: number): void;
  /** Bytes of the answer's body after transfer and content decoding. */
  bodyBytes(bytes: Uint8Array, atMs: number): void;
  end(end: ExchangeEnd): void;
}

export interface ExchangeEnd {
  readonly timing: Timing;
  readonly trailers?: HeaderList;
  readonly failure?: Failure;
  readonly remoteAddress?: string;
  /** Content-Encoding that was undone. */
  readonly decodedFrom?: string;
  /** The body was longer than the limit and was cut there. */
  readonly cutAtLimit?: boolean;
  /** Why a certificate that did not verify was accepted: a sentence. */
  readonly trustedDespite?: string;
}
