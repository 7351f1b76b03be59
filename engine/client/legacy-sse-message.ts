import type { ExchangeRef, Failure } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import type { ExchangeRecorder } from '../capture/recorder.ts';
import { readSentMessage, type SentMessage } from '../protocol/legacy/sent-message.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../transport/exchange-sink.ts';
import { DEFAULT_LIMITS } from '../transport/http-request.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { ChannelServices, ReadyInstance, SendOrder } from './channel.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { createIdleClock, type IdleClock } from './idle-clock.ts';
import { startHttpExchange, type HttpExchange } from './http-exchange.ts';
import type { FindableSending, LegacyPeer, Tracking } from './legacy-peer.ts';
import { limitsOf } from './modern-http-channel.ts';
import { pause } from './pause.ts';

/** How long the notification that cancels a request may take before the request is ended all the same, in ms. */
const CANCEL_NOTICE_MS = 2_000;

export interface SseMessageOptions {
  readonly order: SendOrder;
  readonly linkedTo?: ExchangeRef;
  readonly preview: RequestPreview;
  readonly target: ReadyInstance;
  readonly services: ChannelServices;
  readonly peer: LegacyPeer;
  /** The GET on whose stream the answer comes. */
  readonly stream: ExchangeRef;
  /** The message that is being handed out by that stream right now, as text. */
  readonly arriving: () => string;
}

/**
 * One message of ours over HTTP+SSE: a POST that is only taken note of, and an answer on the stream of another
 * exchange, which is recorded here as well.
 *
 * Source: https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse
 */
export class SseMessage implements FindableSending {
  readonly ref: ExchangeRef;
  readonly done: Promise<void>;
  readonly sent: SentMessage;
  readonly #options: SseMessageOptions;
  readonly #exchange: HttpExchange;
  readonly #tracking: Tracking;
  readonly #deadline: Deadline;
  readonly #wire = new AbortController();
  readonly #startedAt = performance.now();
  readonly #idleMs: number;
  #recorder: ExchangeRecorder | undefined;
  readonly #idle: IdleClock;
  /** How the POST ended. */
  #posted: ExchangeEnd | undefined;
  #refused = false;
  #over = false;
  #stopping: Promise<void> | undefined;

  constructor(options: SseMessageOptions) {
    this.#options = options;
    const { order, preview, target, services, peer, stream } = options;
    const { draft } = order;
    this.sent = readSentMessage(preview.body);
    this.#idleMs = draft.idleTimeoutMs ?? DEFAULT_LIMITS.idleTimeoutMs;
    this.#idle = createIdleClock({
      idleMs: this.#idleMs,
      mayBeSilent: () => peer.asking,
      onExpire: () => {
        this.#tooSilent();
      },
    });
    this.#deadline = startDeadline(draft, order.signal);
    this.#exchange = startHttpExchange({
      target,
      services,
      preview,
      draft,
      origin: order.origin,
      ...(order.link && { link: order.link }),
      ...(options.linkedTo && { linkedTo: options.linkedTo }),
      recorded: {
        transport: 'sse',
        ...(order.replayed && { replayed: order.replayed }),
        ...(this.#expectsAnswer && { framing: 'lines', ...this.#channelOf(stream) }),
      },
      limits: limitsOf(draft),
      signal: this.#wire.signal,
      sink: (recorder) => this.#sink(recorder),
    });
    this.ref = this.#exchange.ref;
    this.#tracking = peer.track({
      ref: this.ref,
      sent: this.sent,
      origin: order.origin,
      draft,
      onMessage: (message, kind) => {
        this.#line();
        if (kind === 'progress') {
          this.#deadline.saw(message);
          this.#idle.restart();
        } else if (this.#posted) this.#finish(this.#posted);
      },
      onLost: (problem) => {
        this.#fail(
          new TransportFailure('cut', `The stream on which the answer was to come is gone. ${problem}`),
        );
      },
    });
    const { signal } = this.#deadline;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
    this.done = this.#exchange.done.then(() => this.#ended.promise);
  }

  readonly #ended = Promise.withResolvers<undefined>() as PromiseWithResolvers<void>;

  row() {
    return this.#exchange.row();
  }

  finding(finding: Finding): void {
    this.#exchange.finding(finding);
  }

  /** Whether its answer is still to come. */
  get waiting(): boolean {
    return this.#expectsAnswer && !this.#over;
  }

  /** Tells the server that nobody waits any more, and ends it then. Resolves when it has ended. */
  async stop(reason?: unknown): Promise<void> {
    this.#stopping ??= this.#stop(reason);
    await this.#stopping;
    await this.done;
  }

  readonly #onAbort = (): void => {
    void this.stop(this.#deadline.signal.reason);
  };

  get #expectsAnswer(): boolean {
    return this.sent.id !== undefined;
  }

  async #stop(reason: unknown): Promise<void> {
    if (this.#over) return;
    const failure =
      reason instanceof TransportFailure
        ? reason
        : new TransportFailure('cancelled', 'Cancelled while waiting for the answer.');
    const why = failure.kind === 'timeout' ? 'The request timed out.' : 'The user cancelled the request.';
    const notice = this.#tracking.cancel(why);
    if (notice) await Promise.race([notice.done, pause(CANCEL_NOTICE_MS)]);
    this.#fail(failure);
  }

  /** Ends it here; where the POST is still under way, with that. */
  #fail(failure: TransportFailure): void {
    if (this.#over) return;
    if (this.#posted) this.#finish(this.#posted, failure.toFailure(Date.now()));
    else this.#wire.abort(failure);
  }

  /** The stream may be in an earlier recording. */
  #channelOf({ captureId, number }: ExchangeRef): { readonly channel?: number } {
    return captureId === this.#options.services.recording().captureId ? { channel: number } : {};
  }

  #sink(recorder: ExchangeRecorder): ExchangeSink {
    this.#recorder = recorder;
    return {
      requestBytes: (bytes, atMs) => {
        recorder.requestBytes(bytes, atMs);
      },
      responseBytes: (bytes, atMs) => {
        recorder.responseBytes(bytes, atMs);
      },
      responseHead: (head: ResponseHead, atMs) => {
        this.#refused = head.status >= 400;
        recorder.responseHead(head, atMs);
      },
      bodyBytes: (bytes, atMs) => {
        // What a server says when it takes a message is not the answer to it.
        if (!this.#expectsAnswer || this.#refused) recorder.bodyBytes(bytes, atMs);
      },
      end: (end) => {
        this.#posted = end;
        const settled = !this.#expectsAnswer || this.#refused || end.failure !== undefined;
        if (settled || this.#tracking.answered) this.#finish(end);
        else this.#idle.restart();
      },
    };
  }

  /** Records the message that is arriving as one of this exchange. */
  #line(): void {
    const text = this.#options.arriving();
    this.#recorder?.bodyBytes(Buffer.from(`${text}\n`, 'utf8'), performance.now() - this.#startedAt);
  }

  #tooSilent(): void {
    const ms = String(this.#idleMs);
    const message = `No answer came on the stream for ${ms} ms, so the request was cancelled. Raise its timeout if the server needs longer.`;
    void this.stop(new TransportFailure('timeout', message));
  }

  #finish(end: ExchangeEnd, failure?: Failure): void {
    if (this.#over) return;
    this.#over = true;
    this.#idle.stop();
    this.#deadline.stop();
    this.#deadline.signal.removeEventListener('abort', this.#onAbort);
    const endMs = performance.now() - this.#startedAt;
    this.#recorder?.end({ ...end, timing: { ...end.timing, endMs }, ...(failure && { failure }) });
    this.#tracking.end();
    this.#ended.resolve();
  }
}
