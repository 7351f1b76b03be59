import type { IncomingMessage } from 'node:http';
import type { Timing } from '../../shared/model/exchange.ts';
import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import type { AnswerBody } from './answer-body.ts';
import type { AttemptInput } from './attempt-input.ts';
import type { ExchangeEnd, ResponseHead } from './exchange-sink.ts';
import type { ConnectionMarks, OpenConnection } from './open-connection.ts';
import type { TransportFailure } from './transport-failure.ts';

/** How an attempt ended, for the sink. */
interface AttemptEnd {
  readonly trailers: HeaderList;
  readonly body: AnswerBody | undefined;
  readonly connection: OpenConnection | undefined;
  readonly failure: TransportFailure | undefined;
}

/** Tells the sink what is on the wire in one attempt, and when. */
export class AttemptReport {
  /** Filled while the connection is opened. */
  readonly marks: ConnectionMarks = {};
  readonly timing: { -readonly [key in keyof Timing]: Timing[key] } = {};
  readonly #in: Pick<AttemptInput, 'sink' | 'startedAt'>;
  /** Writes that are not told yet because the attempt may still have to be repeated. */
  #held: { readonly bytes: Uint8Array; readonly atMs: number }[] | undefined;
  #sentBytes = 0;
  #firstBytes: Uint8Array | undefined;
  #lastReadMs = 0;

  constructor(input: Pick<AttemptInput, 'sink' | 'startedAt'>) {
    this.#in = input;
  }

  /** Whether nothing was told yet, and what was written is held back. */
  get holding(): boolean {
    return this.#held !== undefined;
  }

  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** The first bytes that were read. */
  get firstBytes(): Uint8Array | undefined {
    return this.#firstBytes;
  }

  get lastReadMs(): number {
    return this.#lastReadMs;
  }

  /** Milliseconds since the exchange began. */
  now(): number {
    return performance.now() - this.#in.startedAt;
  }

  /** Tells nothing until bytes are read, or `tellHeld`. */
  hold(): void {
    this.#held = [];
  }

  /** What was held back is never told. */
  forgetHeld(): void {
    this.#held = undefined;
  }

  tellHeld(): void {
    for (const { bytes, atMs } of this.#held ?? []) this.#in.sink.requestBytes(bytes, atMs);
    this.#held = undefined;
  }

  written(bytes: Uint8Array): void {
    const atMs = this.now();
    this.#sentBytes += bytes.length;
    if (this.#held !== undefined) this.#held.push({ bytes, atMs });
    else this.#in.sink.requestBytes(bytes, atMs);
  }

  read(bytes: Uint8Array): void {
    this.#lastReadMs = this.now();
    if (this.#firstBytes === undefined) {
      this.#firstBytes = bytes;
      this.timing.firstByteMs = this.#lastReadMs;
      this.tellHeld();
    }
    this.#in.sink.responseBytes(bytes, this.#lastReadMs);
  }

  tellHead(answer: IncomingMessage, headers: HeaderList): void {
    this.#in.sink.responseHead(headOf(answer, headers), this.#lastReadMs);
  }

  tellEnd({ trailers, body, connection, failure }: AttemptEnd): void {
    const end: { -readonly [key in keyof ExchangeEnd]: ExchangeEnd[key] } = {
      timing: this.#isConnected() ? { ...this.#connectTiming(), ...this.timing } : this.timing,
    };
    if (trailers.length > 0) end.trailers = trailers;
    if (failure) end.failure = failure.toFailure(Date.now());
    if (connection) end.remoteAddress = connection.remoteAddress;
    if (body?.decodedFrom !== undefined) end.decodedFrom = body.decodedFrom;
    if (body?.cutAtLimit === true) end.cutAtLimit = true;
    if (connection?.trustedDespite !== undefined) end.trustedDespite = connection.trustedDespite;
    this.#in.sink.end(end);
  }

  /** Whether a connection was opened for this attempt, or tried to be. */
  #isConnected(): boolean {
    return this.marks.lookupAt !== undefined || this.marks.connectedAt !== undefined;
  }

  #connectTiming(): Timing {
    const { lookupAt, connectedAt, securedAt } = this.marks;
    const { startedAt } = this.#in;
    return {
      ...(lookupAt !== undefined && { dnsMs: lookupAt - startedAt }),
      ...(connectedAt !== undefined && { connectMs: connectedAt - startedAt }),
      ...(securedAt !== undefined && { tlsMs: securedAt - startedAt }),
    };
  }
}

export function headOf(answer: IncomingMessage, headers: HeaderList): ResponseHead {
  return {
    status: answer.statusCode ?? 0,
    statusText: answer.statusMessage ?? '',
    httpVersion: answer.httpVersion,
    headers,
  };
}

/** Node's flat list of names and values as pairs. */
export function toPairs(flat: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  }
  return pairs;
}
