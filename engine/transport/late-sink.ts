import type { RecordQueue, Told } from '../record-queue.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from './exchange-sink.ts';

type Call =
  | {
      readonly on: 'requestBytes' | 'responseBytes' | 'bodyBytes';
      readonly bytes: Uint8Array;
      readonly atMs: number;
    }
  | { readonly on: 'head'; readonly head: ResponseHead; readonly atMs: number };

/**
 * Tells another sink at the end of the turn what it was told, in the same order: what many exchanges of a turn have to tell is then
 * told in one go, see RecordQueue. Bytes must not change meanwhile, as those of a socket do not.
 */
export class LateSink implements ExchangeSink, Told {
  readonly #sink: ExchangeSink;
  readonly #queue: RecordQueue;
  readonly #over: () => void;
  #calls: Call[] = [];
  #end: ExchangeEnd | undefined;
  #isQueued = false;

  /** `over`: called once the other one was told the end. */
  constructor(sink: ExchangeSink, queue: RecordQueue, over: () => void) {
    this.#sink = sink;
    this.#queue = queue;
    this.#over = over;
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    this.#later({ on: 'requestBytes', bytes, atMs });
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.#later({ on: 'responseBytes', bytes, atMs });
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.#later({ on: 'head', head, atMs });
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#later({ on: 'bodyBytes', bytes, atMs });
  }

  end(end: ExchangeEnd): void {
    this.#end = end;
    this.#enqueue();
  }

  tell(): void {
    this.#isQueued = false;
    const calls = this.#calls;
    this.#calls = [];
    for (const call of calls) this.#tellOne(call);
    if (!this.#end) return;
    this.#sink.end(this.#end);
    this.#end = undefined;
    this.#over();
  }

  #tellOne(call: Call): void {
    if (call.on === 'head') this.#sink.responseHead(call.head, call.atMs);
    else if (call.on === 'bodyBytes') this.#sink.bodyBytes(call.bytes, call.atMs);
    else if (call.on === 'responseBytes') this.#sink.responseBytes(call.bytes, call.atMs);
    else this.#sink.requestBytes(call.bytes, call.atMs);
  }

  #later(call: Call): void {
    this.#calls.push(call);
    this.#enqueue();
  }

  #enqueue(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#queue.add(this);
  }
}
