import type { Draft, JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import type { ExchangeRecorder, ExchangeStart } from '../capture/recorder.ts';
import { createMessageWatch, messagesIn, type MessageWatch } from '../protocol/message-watch.ts';
import { isTampered } from '../protocol/modern/build-request.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../transport/exchange-sink.ts';
import type { HttpRequest, TransportLimits } from '../transport/http-request.ts';
import { sendHttp } from '../transport/send-http.ts';
import type { ChannelServices, ReadyInstance } from './channel.ts';
import type { FindableSending } from './legacy-peer.ts';
import { rowNames } from './modern-http-channel.ts';

/** One HTTP request of a legacy session, and who is told of its course. */
export interface HttpExchangeOptions {
  readonly target: ReadyInstance;
  readonly services: ChannelServices;
  readonly preview: RequestPreview;
  readonly origin: Origin;
  readonly link?: ExchangeLink;
  /** What the link names: where that is in another recording by now, there is no link. */
  readonly linkedTo?: ExchangeRef;
  readonly draft?: Draft;
  /** What the row calls it; absent: as its body says. */
  readonly method?: string;
  readonly recorded?: Pick<ExchangeStart, 'transport' | 'channel' | 'framing' | 'expected' | 'replayed'>;
  readonly limits: TransportLimits;
  readonly signal: AbortSignal;
  /** Stands between the transport and the recorder. Absent: the recorder gets everything. */
  readonly sink?: (recorder: ExchangeRecorder) => ExchangeSink;
}

export interface HttpExchange extends FindableSending {
  readonly recorder: ExchangeRecorder;
}

/** Records it and puts it on its way. Never throws for what the peer does. */
export function startHttpExchange(options: HttpExchangeOptions): HttpExchange {
  const { target, services, preview, draft, origin, link, linkedTo, limits, signal } = options;
  const { instance } = target;
  const url = new URL(preview.url);
  const body = Buffer.from(preview.body, 'utf8');
  const names = rowNames(preview.body, preview.httpMethod, url);
  const recording = services.recording();
  const recorder = recording.begin({
    origin,
    instanceId: instance.id,
    instanceName: instance.name,
    era: 'legacy',
    url: preview.url,
    startedAt: Date.now(),
    ...options.recorded,
    ...(link && (linkedTo?.captureId ?? recording.captureId) === recording.captureId && { link }),
    httpMethod: preview.httpMethod,
    target: `${url.pathname}${url.search}`,
    headers: preview.headers,
    body,
    method: options.method ?? names.method,
    name: names.name,
    routing: preview.routing,
    origins: preview.origins,
    ...(draft && { draft }),
    tampered: draft !== undefined && isTampered(draft),
    headerFault: false,
  });
  const request: HttpRequest = {
    url,
    httpMethod: preview.httpMethod,
    headers: preview.headers,
    body,
    ...(instance.tls && { tls: instance.tls }),
    ...(instance.useSystemProxy && { useSystemProxy: true }),
  };
  const sink = options.sink?.(recorder) ?? recorder;
  return {
    ref: { captureId: recording.captureId, number: recorder.number },
    done: sendHttp(request, sink, { signal, limits, pool: services.pool }),
    row: () => recorder.row(),
    recorder,
    finding: (finding) => {
      recorder.finding(finding);
    },
  };
}

/** What was seen of an answer when it is over. */
export interface SeenAnswer {
  /** HTTP status; absent where no head came. */
  readonly status?: number;
  /** It is a stream of events. */
  readonly isStream: boolean;
  /** Where to go on with the stream; absent where no event had an id, or the last one took it back. */
  readonly lastEventId?: string;
  readonly retryMs?: number;
  /** Some event, whatever it says, came. */
  readonly hadEvents: boolean;
  readonly end: ExchangeEnd;
}

/** Who is told of an answer while it arrives. */
export interface AnswerWatcher {
  head?(head: ResponseHead): void;
  /** Each JSON-RPC message, in order; those of a plain JSON answer when it is complete. */
  message(message: JsonObject, text: string): void;
  /** With the head and each part of a stream, before its messages. */
  progress?(watch: MessageWatch): void;
  /** Everything came, or the exchange failed. The recorder is told of the end right after. */
  over?(seen: SeenAnswer): void;
}

/** A sink that records first and then tells the watcher: what is acted upon can be seen. */
export function watchAnswer(recorder: ExchangeSink, watcher: AnswerWatcher): ExchangeSink {
  return new WatchedAnswer(recorder, watcher);
}

class WatchedAnswer implements ExchangeSink {
  readonly #recorder: ExchangeSink;
  readonly #watcher: AnswerWatcher;
  #status: number | undefined;
  #stream: MessageWatch | undefined;
  #json: Uint8Array[] | undefined;
  #bytes = 0;

  constructor(recorder: ExchangeSink, watcher: AnswerWatcher) {
    this.#recorder = recorder;
    this.#watcher = watcher;
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.requestBytes(bytes, atMs);
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.responseBytes(bytes, atMs);
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.#recorder.responseHead(head, atMs);
    this.#status = head.status;
    const type = (headerValue(head.headers, 'content-type') ?? '').toLowerCase();
    if (type.startsWith('text/event-stream')) this.#stream = createMessageWatch();
    else if (/^application\/([^ ;]*\+)?json/.test(type)) this.#json = [];
    this.#watcher.head?.(head);
    if (this.#stream) this.#watcher.progress?.(this.#stream);
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.bodyBytes(bytes, atMs);
    this.#bytes += bytes.length;
    this.#json?.push(bytes);
    if (!this.#stream) return;
    const found = this.#stream.push(bytes);
    this.#watcher.progress?.(this.#stream);
    for (const { message, text } of found) this.#watcher.message(message, text);
  }

  end(end: ExchangeEnd): void {
    const body = this.#json && Buffer.concat(this.#json).toString('utf8');
    this.#json = undefined;
    for (const { message, text } of messagesIn(body ?? '')) this.#watcher.message(message, text);
    const { lastEventId, retryMs } = this.#stream ?? {};
    this.#watcher.over?.({
      ...(this.#status !== undefined && { status: this.#status }),
      isStream: this.#stream !== undefined && this.#status === 200,
      ...(lastEventId !== undefined && lastEventId !== '' && { lastEventId }),
      ...(retryMs !== undefined && { retryMs }),
      hadEvents: this.#stream !== undefined && this.#bytes > 0,
      end,
    });
    this.#recorder.end(end);
  }
}
