import type { Draft, JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { hasBatches, LATEST_LEGACY_REVISION, LEGACY_HEADER } from '../../shared/spec/legacy.ts';
import {
  buildLegacyReply,
  buildLegacyRequest,
  buildSessionEnd,
  buildStreamRequest,
  type SessionHeaders,
} from '../protocol/legacy/build-request.ts';
import type { ResponseHead } from '../transport/exchange-sink.ts';
import { DEFAULT_LIMITS, type TransportLimits } from '../transport/http-request.ts';
import type { Channel, ChannelServices, Readiness, ReadyInstance, SendOrder } from './channel.ts';
import { endingWell } from './ending-well.ts';
import { startHttpExchange, watchAnswer, type SeenAnswer } from './http-exchange.ts';
import {
  createLegacyPeer,
  type FindableSending,
  type LegacyPeer,
  type LegacySession,
} from './legacy-peer.ts';
import { LegacyRequest } from './legacy-request.ts';
import { followStream, type OpenGet, type OpenStream } from './legacy-stream.ts';
import { declaresOther, otherCapabilities } from './other-capabilities.ts';
import type { LegacyReply } from './server-questions.ts';

/** A stream of the server's is silent until something happens, and some servers send not even its head before. */
export const STREAM_LIMITS: TransportLimits = {
  ...DEFAULT_LIMITS,
  idleTimeoutMs: 24 * 60 * 60 * 1000,
  streamIdleTimeoutMs: 0,
  // It is as long as the session.
  maxBodyBytes: Number.MAX_SAFE_INTEGER,
};
/** Nobody waits for what is said at the end: a server that does not answer must not hold Hopscope up. */
const FAREWELL_LIMITS: TransportLimits = { ...DEFAULT_LIMITS, idleTimeoutMs: 3_000 };

const NO_ANSWER = { expects: 'nothing', requestId: undefined } as const;

/**
 * The legacy era over Streamable HTTP: a session that initialize opens, a stream for what the server has to say, and
 * a POST for each message of ours.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
 */
export function createLegacyHttpChannel(target: ReadyInstance, services: ChannelServices): Channel {
  return new LegacyHttpChannel(target, services);
}

class LegacyHttpChannel implements Channel {
  readonly era = 'legacy';
  readonly transport = 'http';
  readonly #target: ReadyInstance;
  readonly #services: ChannelServices;
  readonly #address: { readonly url: string; readonly headers: ReadyInstance['headers'] };
  readonly #peer: LegacyPeer;
  readonly #requests = new Set<LegacyRequest>();
  /** The streams that belong to no request, by the numbers of their exchanges. */
  readonly #streams = new Map<number, AbortController>();
  /** All of the session's streams: ended with it. */
  #session = new AbortController();
  /** From the answer to the latest initialize. */
  #sessionId: string | undefined;
  /** Replies and streams that are on their way. */
  readonly #others = new Set<Promise<unknown>>();

  constructor(target: ReadyInstance, services: ChannelServices) {
    this.#target = target;
    this.#services = services;
    this.#address = { url: target.instance.url, headers: target.headers };
    const { id, name } = target.instance;
    this.#peer = createLegacyPeer({
      instanceId: id,
      instanceName: name,
      inputs: services.inputs,
      nextRequestId: services.nextRequestId,
      carrier: {
        send: (order, linkedTo) => this.#post(order, linkedTo),
        reply: (reply) => this.#reply(reply),
        opened: (session) => {
          this.#listen(session);
        },
      },
      tell: (state) => {
        const sessionId = state.state === 'opening' ? undefined : this.#sessionId;
        services.tellConnection({
          instanceId: id,
          era: 'legacy',
          transport: 'http',
          ...(sessionId !== undefined && { sessionId }),
          ...state,
        });
      },
      onBug: services.onBug,
    });
  }

  async ready(order: SendOrder): Promise<Readiness> {
    if (this.#peer.opensSession(order.draft)) return { ok: true };
    // What is declared is declared once a session. Another one is opened where that takes nothing from anybody.
    const isIdle = ![...this.#requests].some(({ waiting }) => waiting);
    if (isIdle && declaresOther(order, this.#peer.session)) await this.#endSession();
    return this.#peer.open(order);
  }

  send(order: SendOrder): FindableSending {
    const opens = this.#peer.opensSession(order.draft);
    const request = this.#post(order);
    if (opens) this.#peer.adopt(request, order, request.sent);
    else {
      const finding = otherCapabilities(order, this.#peer.session);
      if (finding) request.finding(finding);
    }
    return request;
  }

  readonly opened = (): ExchangeRef | undefined => this.#peer.session?.initialize;

  preview(draft: Draft, requestId: number): RequestPreview {
    // Before there is a session, what will be asked for is the best guess.
    const assumed = this.#peer.session ? this.#headers() : { revision: LATEST_LEGACY_REVISION };
    const session = this.#peer.opensSession(draft) ? undefined : assumed;
    return buildLegacyRequest(draft, { ...this.#address, requestId }, session);
  }

  cancel({ number }: ExchangeRef): boolean {
    const stream = this.#streams.get(number);
    stream?.abort();
    const request = [...this.#requests].find((one) => one.hasResumed(number));
    void request?.stop();
    return stream !== undefined || request !== undefined;
  }

  rootsChanged(): void {
    this.#peer.rootsChanged();
  }

  async close(): Promise<void> {
    await this.#stopRequests();
    // The notifications that cancelled them.
    await this.#stopRequests();
    await this.#endSession();
    await Promise.all([...this.#others]);
  }

  /** https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management */
  async #endSession(): Promise<void> {
    const { session } = this.#peer;
    const headers = this.#headers();
    this.#peer.close();
    this.#endStreams();
    if (session && headers?.sessionId !== undefined) await this.#delete(headers, session.origin);
  }

  async #stopRequests(): Promise<void> {
    await Promise.all([...this.#requests].map((request) => request.stop()));
  }

  #headers(): SessionHeaders | undefined {
    const { session } = this.#peer;
    if (!session) return undefined;
    const sessionId = this.#sessionId;
    return { revision: session.revision, ...(sessionId !== undefined && { sessionId }) };
  }

  #post(order: SendOrder, linkedTo?: ExchangeRef): LegacyRequest {
    const session = this.#headers();
    const opens = order.draft.method === 'initialize' && session === undefined;
    const requestId = this.#services.nextRequestId();
    const preview = buildLegacyRequest(order.draft, { ...this.#address, requestId }, session);
    const request = new LegacyRequest({
      order,
      ...(linkedTo && { linkedTo }),
      preview,
      target: this.#target,
      services: this.#services,
      peer: this.#peer,
      batches: session !== undefined && hasBatches(session.revision),
      openGet: this.#openGet,
      onHead: (head) => {
        if (opens) this.#takeSessionId(head);
      },
      onEnd: (seen) => {
        this.#lookForLoss(seen, preview);
      },
    });
    this.#requests.add(request);
    void request.rest.then(() => this.#requests.delete(request));
    return request;
  }

  #takeSessionId({ headers }: ResponseHead): void {
    this.#sessionId = headerValue(headers, LEGACY_HEADER.sessionId);
  }

  /**
   * 404 in answer to the session's own id: the server has forgotten it. An id that a person made up proves nothing.
   * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
   */
  #lookForLoss({ status }: SeenAnswer, { headers }: RequestPreview): void {
    if (status !== 404 || this.#sessionId === undefined || !this.#peer.session) return;
    if (headerValue(headers, LEGACY_HEADER.sessionId) !== this.#sessionId) return;
    this.#peer.lose('The server does not know the session any more (404). The next request opens a new one.');
    this.#endStreams();
  }

  #endStreams(): void {
    this.#session.abort();
    this.#session = new AbortController();
  }

  #reply({ body, method, from, origin, finding }: LegacyReply): FindableSending {
    const preview = buildLegacyReply(body, this.#address, this.#headers());
    const exchange = startHttpExchange({
      target: this.#target,
      services: this.#services,
      preview,
      origin,
      method,
      link: { kind: 'reply', to: from.number },
      linkedTo: from,
      recorded: { expected: NO_ANSWER },
      limits: DEFAULT_LIMITS,
      signal: this.#session.signal,
      sink: (recorder) =>
        watchAnswer(recorder, {
          message: () => undefined,
          over: (seen) => {
            this.#lookForLoss(seen, preview);
          },
        }),
    });
    if (finding) exchange.finding(finding);
    this.#keep(exchange.done);
    return exchange;
  }

  /** The stream for what the server has to say by itself; a server without one answers 405. */
  #listen(session: LegacySession): void {
    const stop = new AbortController();
    const enough = this.#session.signal;
    const signal = AbortSignal.any([enough, stop.signal]);
    const onMessage = (message: JsonObject, from: ExchangeRef): void => {
      this.#peer.receive(message, from);
    };
    const first = this.#openGet({
      link: { kind: 'handshake', to: session.initialize.number },
      linkedTo: session.initialize,
      signal,
      enough,
      onMessage,
    });
    this.#streams.set(first.ref.number, stop);
    const whole = first.done.then(async (seen) => {
      this.#streams.delete(first.ref.number);
      if (!seen.isStream) return;
      const { lastEventId, retryMs } = seen;
      await followStream(
        {
          ref: first.ref,
          ...(lastEventId !== undefined && { lastEventId }),
          ...(retryMs !== undefined && { retryMs }),
        },
        {
          open: (get) => this.#openGet({ ...get, enough }),
          onMessage,
          onOpen: ({ number }) => {
            this.#streams.set(number, stop);
          },
          onEnd: ({ number }) => {
            this.#streams.delete(number);
          },
          wanted: () => this.#peer.session === session,
          signal,
        },
      );
    });
    this.#keep(whole);
  }

  readonly #openGet: OpenGet = (options): OpenStream => {
    const { link, linkedTo, lastEventId, expected, limits, signal, enough, onMessage, onProgress } = options;
    const headers = this.#headers();
    const preview = buildStreamRequest(this.#address, headers, lastEventId);
    const { promise, resolve } = Promise.withResolvers<SeenAnswer>();
    const batches = headers !== undefined && hasBatches(headers.revision);
    const exchange = startHttpExchange({
      target: this.#target,
      services: this.#services,
      preview,
      origin: this.#peer.session?.origin ?? 'probe',
      link,
      linkedTo,
      recorded: { expected: expected ?? { ...NO_ANSWER, ...(batches && { batches }) } },
      limits: limits ?? STREAM_LIMITS,
      signal: enough ? AbortSignal.any([signal, enough]) : signal,
      sink: (recorder) =>
        watchAnswer(enough ? endingWell(recorder, enough) : recorder, {
          message: (message) => {
            onMessage(message, exchange.ref);
          },
          progress: () => onProgress?.(),
          // 404 says nothing of the session here: many a server has no GET at all.
          over: resolve,
        }),
    });
    // Only when the recorder knows of the end, too.
    return { ref: exchange.ref, done: exchange.done.then(() => promise) };
  };

  async #delete(headers: SessionHeaders, origin: Origin): Promise<void> {
    await startHttpExchange({
      target: this.#target,
      services: this.#services,
      preview: buildSessionEnd(this.#address, headers),
      origin,
      recorded: { expected: NO_ANSWER },
      limits: FAREWELL_LIMITS,
      signal: new AbortController().signal,
    }).done;
  }

  #keep(work: Promise<unknown>): void {
    this.#others.add(work);
    void work.finally(() => this.#others.delete(work));
  }
}
