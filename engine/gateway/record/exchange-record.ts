import type { Row } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ExchangeRecorder, ExchangeStart, GatewayEnding, Recording } from '../../capture/recorder.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../transport/exchange-sink.ts';

/** What is said of an exchange when both its halves are over. */
export interface RecordEnding {
  readonly gateway: GatewayEnding;
  readonly findings: readonly Finding[];
}

export interface ExchangeRecordOptions {
  /** Asked when the exchange begins; undefined: nothing is kept. */
  readonly recording: () => Recording | undefined;
  /** What is known when it begins: the request's body as far as it has come. */
  readonly start: () => ExchangeStart;
  readonly onBug: (error: unknown, where: string) => void;
  /** Said as the last thing. `row` is absent where nothing is kept. */
  readonly ending: (row: Row | undefined, end: ExchangeEnd) => RecordEnding;
}

/**
 * The record of a forwarded exchange. It begins once the request's body is there; what the wire says before is held back. It
 * ends when the server's half and the client's half are over.
 */
export class ExchangeRecord implements ExchangeSink {
  readonly #options: ExchangeRecordOptions;
  #recorder: ExchangeRecorder | undefined;
  #begun = false;
  #early: { readonly bytes: Uint8Array; readonly atMs: number }[] = [];
  #serverEnd: ExchangeEnd | undefined;
  #clientOver = false;
  #finished = false;

  constructor(options: ExchangeRecordOptions) {
    this.#options = options;
  }

  /** Number of the exchange; undefined before it has begun and where nothing is kept. */
  get number(): number | undefined {
    return this.#recorder?.number;
  }

  /** As it stands; undefined where nothing is kept. */
  row(): Row | undefined {
    return this.#recorder?.row();
  }

  /** Can be called again. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    try {
      this.#recorder = this.#options.recording()?.begin(this.#options.start());
    } catch (error) {
      // A fault of the recording is none of the request's.
      this.#options.onBug(error, 'the recording of a gateway');
    }
    for (const { bytes, atMs } of this.#early.splice(0)) this.#recorder?.requestBytes(bytes, atMs);
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#begun) this.#recorder?.requestBytes(bytes, atMs);
    else this.#early.push({ bytes, atMs });
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.begin();
    this.#recorder?.responseBytes(bytes, atMs);
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.begin();
    this.#recorder?.responseHead(head, atMs);
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder?.bodyBytes(bytes, atMs);
  }

  /** The server's half is over. */
  end(end: ExchangeEnd): void {
    this.#serverEnd ??= end;
    this.#finish();
  }

  /** The client's half is over. */
  clientOver(): void {
    this.#clientOver = true;
    this.#finish();
  }

  #finish(): void {
    if (this.#finished || !this.#clientOver || this.#serverEnd === undefined) return;
    this.#finished = true;
    this.begin();
    const { gateway, findings } = this.#options.ending(this.#recorder?.row(), this.#serverEnd);
    for (const finding of findings) this.#recorder?.finding(finding);
    this.#recorder?.gatewayEnd(gateway);
    this.#recorder?.end(this.#serverEnd);
  }
}
