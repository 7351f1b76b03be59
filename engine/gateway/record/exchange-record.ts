import type { Row } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ExchangeRecorder, ExchangeStart, GatewayEnding, Recording } from '../../capture/recorder.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../transport/exchange-sink.ts';
import type { RecordQueue, Told } from '../../record-queue.ts';

/** What is said of an exchange when both its halves are over. */
export interface RecordEnding {
  readonly gateway: GatewayEnding;
  readonly findings: readonly Finding[];
}

export interface ExchangeRecordOptions {
  /** When what happens is told to the recording. */
  readonly queue: RecordQueue;
  /** Asked when the exchange begins; undefined: nothing is kept. */
  readonly recording: () => Recording | undefined;
  /** What is known when it begins: the request's body as far as it has come. */
  readonly start: () => ExchangeStart;
  readonly onBug: (error: unknown, where: string) => void;
  /** Hears what is told of the answer's body. */
  readonly onBody?: (bytes: Uint8Array) => void;
  /** Said as the last thing. `row` gives nothing where nothing is kept. */
  readonly ending: (row: () => Row | undefined, end: ExchangeEnd) => RecordEnding;
}

type Step =
  | { readonly kind: 'begin' }
  | {
      readonly kind: 'requestBytes' | 'responseBytes' | 'bodyBytes';
      readonly bytes: Uint8Array;
      readonly atMs: number;
    }
  | { readonly kind: 'head'; readonly head: ResponseHead; readonly atMs: number }
  | { readonly kind: 'finish'; readonly end: ExchangeEnd };

/**
 * The record of a forwarded exchange. It begins once the request's body is there; what the wire says before is held back. It
 * ends when the server's half and the client's half are over. All of it is told to the recording a little later: see
 * RecordQueue.
 */
export class ExchangeRecord implements ExchangeSink, Told {
  readonly #options: ExchangeRecordOptions;
  #recorder: ExchangeRecorder | undefined;
  #begun = false;
  #early: Step[] = [];
  #steps: Step[] = [];
  #serverEnd: ExchangeEnd | undefined;
  #clientOver = false;
  #finished = false;

  constructor(options: ExchangeRecordOptions) {
    this.#options = options;
  }

  /** Number of the exchange; undefined before it has begun and where nothing is kept. */
  get number(): number | undefined {
    this.#options.queue.flush();
    return this.#recorder?.number;
  }

  /** As it stands; undefined where nothing is kept. */
  row(): Row | undefined {
    this.#options.queue.flush();
    return this.#recorder?.row();
  }

  /** Can be called again. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#add({ kind: 'begin' });
    for (const step of this.#early) this.#add(step);
    this.#early = [];
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    const step: Step = { kind: 'requestBytes', bytes, atMs };
    if (this.#begun) this.#add(step);
    else this.#early.push(step);
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.begin();
    this.#add({ kind: 'responseBytes', bytes, atMs });
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.begin();
    this.#add({ kind: 'head', head, atMs });
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#begun) this.#add({ kind: 'bodyBytes', bytes, atMs });
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

  tell(): void {
    const steps = this.#steps;
    this.#steps = [];
    for (const step of steps) {
      try {
        this.#take(step);
      } catch (error) {
        // A fault of the recording is none of the request's.
        this.#options.onBug(error, 'the recording of a gateway');
      }
    }
  }

  #finish(): void {
    if (this.#finished || !this.#clientOver || this.#serverEnd === undefined) return;
    this.#finished = true;
    this.begin();
    this.#add({ kind: 'finish', end: this.#serverEnd });
  }

  #add(step: Step): void {
    this.#steps.push(step);
    if (this.#steps.length === 1) this.#options.queue.add(this);
  }

  #take(step: Step): void {
    switch (step.kind) {
      case 'begin':
        this.#recorder = this.#options.recording()?.begin(this.#options.start());
        return;
      case 'requestBytes':
        this.#recorder?.requestBytes(step.bytes, step.atMs);
        return;
      case 'responseBytes':
        this.#recorder?.responseBytes(step.bytes, step.atMs);
        return;
      case 'bodyBytes':
        this.#recorder?.bodyBytes(step.bytes, step.atMs);
        this.#options.onBody?.(step.bytes);
        return;
      case 'head':
        this.#recorder?.responseHead(step.head, step.atMs);
        return;
      case 'finish':
        this.#end(step.end);
    }
  }

  #end(end: ExchangeEnd): void {
    const { gateway, findings } = this.#options.ending(() => this.#recorder?.row(), end);
    for (const finding of findings) this.#recorder?.finding(finding);
    this.#recorder?.gatewayEnd(gateway);
    this.#recorder?.end(end);
  }
}
