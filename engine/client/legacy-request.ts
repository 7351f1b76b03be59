import type { JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { expectedAnswer } from '../capture/expected-answer.ts';
import { readSentMessage, type SentMessage } from '../protocol/legacy/sent-message.ts';
import type { ResponseHead } from '../transport/exchange-sink.ts';
import type { TransportLimits } from '../transport/http-request.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { ChannelServices, ReadyInstance, SendOrder } from './channel.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { endingWell } from './ending-well.ts';
import { createIdleClock, type IdleClock } from './idle-clock.ts';
import { startHttpExchange, watchAnswer, type HttpExchange, type SeenAnswer } from './http-exchange.ts';
import { createLeftOpenClock } from './left-open.ts';
import type { FindableSending, LegacyPeer, Tracking } from './legacy-peer.ts';
import { followStream, type OpenGet } from './legacy-stream.ts';
import { limitsOf } from './modern-http-channel.ts';
import { pause } from './pause.ts';

/** How long the notification that cancels a request may take before the request is ended all the same, in ms. */
const CANCEL_NOTICE_MS = 2_000;

export interface LegacyRequestOptions {
  readonly order: SendOrder;
  readonly linkedTo?: ExchangeRef;
  readonly preview: RequestPreview;
  readonly target: ReadyInstance;
  readonly services: ChannelServices;
  readonly peer: LegacyPeer;
  /** Messages may come in batches. */
  readonly batches: boolean;
  readonly openGet: OpenGet;
  readonly onHead: (head: ResponseHead) => void;
  /** Its POST, or a GET that went on with it, is over. */
  readonly onEnd: (seen: SeenAnswer) => void;
}

/**
 * One message of ours over Streamable HTTP in the legacy era, until nobody waits for its answer any more: the POST,
 * the GETs that go on with its stream where that broke, and the notification that cancels it.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#sending-messages-to-the-server
 */
export class LegacyRequest implements FindableSending {
  readonly ref: ExchangeRef;
  readonly done: Promise<void>;
  readonly rest: Promise<readonly ExchangeRef[]>;
  readonly sent: SentMessage;
  readonly #options: LegacyRequestOptions;
  readonly #exchange: HttpExchange;
  readonly #tracking: Tracking;
  readonly #deadline: Deadline;
  /** For its streams: the transport cannot know that the server waits for a person. */
  readonly #idle: IdleClock;
  readonly #limits: TransportLimits;
  /** Ends what is on the wire. */
  readonly #wire = new AbortController();
  /** Ends a GET that has brought the answer. */
  readonly #answered = new AbortController();
  readonly #resumed = new Set<number>();
  #seen: SeenAnswer | undefined;
  readonly #leftOpen = createLeftOpenClock('legacy', (finding) => {
    this.finding(finding);
  });
  #over = false;
  #stopping: Promise<void> | undefined;

  constructor(options: LegacyRequestOptions) {
    this.#options = options;
    const { order, preview, target, services, peer } = options;
    const { draft } = order;
    this.sent = readSentMessage(preview.body);
    const { idleTimeoutMs } = limitsOf(draft);
    this.#limits = { ...limitsOf(draft), streamIdleTimeoutMs: 0 };
    this.#idle = createIdleClock({
      idleMs: idleTimeoutMs,
      mayBeSilent: () => peer.asking,
      onExpire: () => {
        this.#tooSilent(idleTimeoutMs);
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
      recorded: { expected: this.#expected(), ...(order.replayed && { replayed: order.replayed }) },
      limits: this.#limits,
      signal: AbortSignal.any([this.#wire.signal, this.#leftOpen.signal]),
      sink: (recorder) =>
        watchAnswer(endingWell(recorder, this.#leftOpen.signal), {
          head: options.onHead,
          progress: () => {
            this.#idle.restart();
          },
          message: (message) => {
            this.#take(message, this.ref);
          },
          over: (seen) => {
            this.#idle.stop();
            this.#leftOpen.stop();
            this.#seen = seen;
            options.onEnd(seen);
          },
        }),
    });
    this.ref = this.#exchange.ref;
    this.#tracking = peer.track({
      ref: this.ref,
      sent: this.sent,
      origin: order.origin,
      draft,
      onMessage: (message, kind) => {
        if (kind === 'answer') this.#leftOpen.answered();
        if (kind === 'answer') this.#deadline.stop();
        else this.#deadline.saw(message);
      },
    });
    const { signal } = this.#deadline;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
    this.done = this.#exchange.done;
    this.rest = this.done.then(() => this.#goOn());
  }

  row() {
    return this.#exchange.row();
  }

  finding(...args: Parameters<FindableSending['finding']>): void {
    this.#exchange.finding(...args);
  }

  /** Whether its answer is still to come. */
  get waiting(): boolean {
    return this.sent.id !== undefined && !this.#tracking.answered && !this.#over;
  }

  /** Whether this is a GET that goes on with its answer. */
  hasResumed(number: number): boolean {
    return this.#resumed.has(number);
  }

  /** Tells the server that nobody waits any more, and ends it then. Resolves when it has ended. */
  async stop(reason?: unknown): Promise<void> {
    this.#stopping ??= this.#stop(reason);
    await this.#stopping;
    await this.rest;
  }

  readonly #onAbort = (): void => {
    void this.stop(this.#deadline.signal.reason);
  };

  async #stop(reason: unknown): Promise<void> {
    const failure = reason instanceof TransportFailure ? reason : undefined;
    const notice = this.#tracking.cancel(
      failure ? 'The request timed out.' : 'The user cancelled the request.',
    );
    if (notice) await Promise.race([notice.done, pause(CANCEL_NOTICE_MS, this.#wire.signal)]);
    this.#wire.abort(failure);
  }

  #tooSilent(idleMs: number): void {
    const message = `The server was silent for ${String(idleMs)} ms while waiting for the rest of the answer. Raise the time limit if the server needs longer.`;
    void this.stop(new TransportFailure('timeout', message));
  }

  #expected() {
    const { preview, batches } = this.#options;
    return { ...expectedAnswer(Buffer.from(preview.body, 'utf8'), 'legacy'), ...(batches && { batches }) };
  }

  #take(message: JsonObject, from: ExchangeRef): void {
    this.#options.peer.receive(message, from, this.#tracking);
  }

  /** The POST has ended. Goes on with its stream where that broke before the answer. */
  async #goOn(): Promise<readonly ExchangeRef[]> {
    const { openGet, onEnd } = this.#options;
    const seen = this.#seen;
    let refs: readonly ExchangeRef[] = [];
    const wanted = (): boolean => !this.#tracking.answered && this.#stopping === undefined;
    if (
      wanted() &&
      seen?.isStream === true &&
      seen.lastEventId !== undefined &&
      seen.end.cutAtLimit !== true
    ) {
      refs = await followStream(
        {
          ref: this.ref,
          lastEventId: seen.lastEventId,
          ...(seen.retryMs !== undefined && { retryMs: seen.retryMs }),
        },
        {
          open: (get) =>
            openGet({
              ...get,
              enough: this.#answered.signal,
              expected: this.#expected(),
              limits: this.#limits,
            }),
          onMessage: (message, from) => {
            this.#take(message, from);
            // The server need not end such a stream, but nobody waits for more of it.
            if (this.#tracking.answered) this.#answered.abort();
          },
          onOpen: ({ number }) => {
            this.#resumed.add(number);
          },
          onProgress: () => {
            this.#idle.restart();
          },
          onEnd: (_ref, end) => {
            this.#idle.stop();
            this.#seen = end;
            onEnd(end);
          },
          wanted,
          signal: this.#wire.signal,
        },
      );
    }
    // Silence for too long: the server is told as if somebody had cancelled it.
    if (wanted() && this.#seen?.end.failure?.kind === 'timeout') {
      this.#tracking.cancel('The request timed out.');
    }
    this.#over = true;
    this.#deadline.stop();
    this.#deadline.signal.removeEventListener('abort', this.#onAbort);
    this.#tracking.end();
    return refs;
  }
}
