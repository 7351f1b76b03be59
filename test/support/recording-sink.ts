import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../engine/transport/exchange-sink.ts';

/** A sink that keeps all it is told, and notes every breach of the sink's contract in `breaches`. */
export class RecordingSink implements ExchangeSink {
  readonly requestChunks: { readonly bytes: Uint8Array; readonly atMs: number }[] = [];
  readonly responseChunks: { readonly bytes: Uint8Array; readonly atMs: number }[] = [];
  readonly bodyChunks: { readonly bytes: Uint8Array; readonly atMs: number }[] = [];
  readonly breaches: string[] = [];
  head: ResponseHead | undefined;
  ended: ExchangeEnd | undefined;
  /** Called after each chunk of the body. */
  onBody: () => void = () => undefined;
  #lastAtMs = 0;

  requestBytes(bytes: Uint8Array, atMs: number): void {
    this.#check('requestBytes', atMs);
    this.requestChunks.push({ bytes, atMs });
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.#check('responseBytes', atMs);
    this.responseChunks.push({ bytes, atMs });
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.#check('responseHead', atMs);
    if (this.head !== undefined) this.breaches.push('a second head');
    this.head = head;
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#check('bodyBytes', atMs);
    if (this.head === undefined) this.breaches.push('a body before the head');
    this.bodyChunks.push({ bytes, atMs });
    this.onBody();
  }

  end(end: ExchangeEnd): void {
    if (this.ended !== undefined) this.breaches.push('a second end');
    this.ended = end;
  }

  /** What was handed to the socket, one Latin-1 character a byte. */
  get request(): string {
    return join(this.requestChunks);
  }

  /** What was read from the socket, one Latin-1 character a byte. */
  get response(): string {
    return join(this.responseChunks);
  }

  /** The decoded body, as UTF-8. */
  get body(): string {
    return Buffer.concat(this.bodyChunks.map(({ bytes }) => bytes)).toString('utf8');
  }

  #check(call: string, atMs: number): void {
    if (this.ended !== undefined) this.breaches.push(`${call} after the end`);
    // The decoder tells of bytes at the time at which they were read, so the body may lag behind.
    if (call !== 'bodyBytes' && atMs < this.#lastAtMs) this.breaches.push(`${call} goes back in time`);
    if (call !== 'bodyBytes') this.#lastAtMs = atMs;
  }
}

function join(chunks: readonly { readonly bytes: Uint8Array }[]): string {
  return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('latin1');
}
