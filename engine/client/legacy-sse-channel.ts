import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { LATEST_LEGACY_REVISION } from '../../shared/spec/legacy.ts';
import { AppError } from '../app-error.ts';
import {
  buildLegacyReply,
  buildLegacyRequest,
  buildStreamRequest,
  type SessionHeaders,
} from '../protocol/legacy/build-request.ts';
import { DEFAULT_LIMITS } from '../transport/http-request.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { Channel, ChannelServices, Readiness, ReadyInstance, SendOrder } from './channel.ts';
import { endingWell } from './ending-well.ts';
import { startHttpExchange, watchAnswer, type SeenAnswer } from './http-exchange.ts';
import { STREAM_LIMITS } from './legacy-http-channel.ts';
import { createLegacyPeer, type FindableSending, type LegacyPeer } from './legacy-peer.ts';
import { SseMessage } from './legacy-sse-message.ts';
import { declaresOther, otherCapabilities } from './other-capabilities.ts';
import { probeOrigin } from './probe-origin.ts';
import type { LegacyReply } from './server-questions.ts';
import { waitWithOthers, type SharedWait } from './shared-wait.ts';

const NO_ANSWER = { expects: 'nothing', requestId: undefined } as const;

/**
 * HTTP+SSE, the transport of 2024-11-05: one GET stream for all that the server says, and the address that it names
 * there for all that we say.
 *
 * Source: https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse
 */
export function createLegacySseChannel(target: ReadyInstance, services: ChannelServices): Channel {
  return new LegacySseChannel(target, services);
}

/**
 * The stream, from the GET to its end. What is waited for is where to post; undefined where the stream ended, or could
 * not be used, before it said so.
 */
interface ServerStream extends SharedWait<URL | undefined> {
  readonly ref: ExchangeRef;
  /** Ends it in order. */
  readonly end: AbortController;
  readonly ended: Promise<void>;
}

class LegacySseChannel implements Channel {
  readonly era = 'legacy';
  readonly transport = 'sse';
  readonly #target: ReadyInstance;
  readonly #services: ChannelServices;
  readonly #peer: LegacyPeer;
  readonly #messages = new Set<SseMessage>();
  readonly #replies = new Set<Promise<void>>();
  #stream: ServerStream | undefined;
  #endpoint: URL | undefined;
  /** The message that is being handed out, as text. */
  #arriving = '';

  constructor(target: ReadyInstance, services: ChannelServices) {
    this.#target = target;
    this.#services = services;
    const { id, name } = target.instance;
    this.#peer = createLegacyPeer({
      instanceId: id,
      instanceName: name,
      inputs: services.inputs,
      nextRequestId: services.nextRequestId,
      carrier: {
        send: (order, linkedTo) => this.#post(order, linkedTo),
        reply: (reply) => this.#reply(reply),
      },
      tell: (state) => {
        services.tellConnection({ instanceId: id, era: 'legacy', transport: 'sse', ...state });
      },
      onBug: services.onBug,
    });
  }

  async ready(order: SendOrder): Promise<Readiness> {
    const isIdle = ![...this.#messages].some(({ waiting }) => waiting);
    if (isIdle && declaresOther(order, this.#peer.session)) await this.#endSession();
    const stream = (this.#stream ??= this.#open(order));
    if ((await waitWithOthers(stream, order.signal)) === undefined) return { ok: false, shownBy: stream.ref };
    if (this.#peer.opensSession(order.draft)) return { ok: true };
    return this.#peer.open(order, { kind: 'handshake', to: stream.ref.number });
  }

  send(order: SendOrder): FindableSending {
    const opens = this.#peer.opensSession(order.draft);
    const message = this.#post(order);
    if (opens) this.#peer.adopt(message, order, message.sent);
    else {
      const finding = otherCapabilities(order, this.#peer.session);
      if (finding) message.finding(finding);
    }
    return message;
  }

  readonly opened = (): ExchangeRef | undefined => this.#peer.session?.initialize;

  preview(draft: Draft, requestId: number): RequestPreview {
    const assumed = this.#headers() ?? { revision: LATEST_LEGACY_REVISION };
    const session = this.#peer.opensSession(draft) ? undefined : assumed;
    return buildLegacyRequest(draft, { ...this.#address(), requestId }, session);
  }

  cancel({ number }: ExchangeRef): boolean {
    if (this.#stream?.ref.number !== number) return false;
    this.#stream.abort.abort();
    return true;
  }

  rootsChanged(): void {
    this.#peer.rootsChanged();
  }

  async close(): Promise<void> {
    await this.#stopMessages();
    // The notifications that cancelled them.
    await this.#stopMessages();
    await this.#endSession();
    await Promise.all([...this.#replies]);
  }

  async #stopMessages(): Promise<void> {
    await Promise.all([...this.#messages].map((message) => message.stop()));
  }

  async #endSession(): Promise<void> {
    const stream = this.#stream;
    this.#peer.close();
    this.#stream = undefined;
    this.#endpoint = undefined;
    stream?.end.abort();
    await stream?.ended;
  }

  #address(): { readonly url: string; readonly headers: ReadyInstance['headers'] } {
    const { instance, headers } = this.#target;
    return { url: this.#endpoint?.href ?? instance.url, headers };
  }

  #headers(): SessionHeaders | undefined {
    return this.#peer.session && { revision: this.#peer.session.revision };
  }

  #post(order: SendOrder, linkedTo?: ExchangeRef): SseMessage {
    const stream = this.#stream;
    if (!stream || !this.#endpoint) {
      throw new AppError(
        'BAD_INPUT',
        'The stream on which the answer would come has just ended. Send it again.',
      );
    }
    const requestId = this.#services.nextRequestId();
    const message = new SseMessage({
      order,
      ...(linkedTo && { linkedTo }),
      preview: buildLegacyRequest(order.draft, { ...this.#address(), requestId }, this.#headers()),
      target: this.#target,
      services: this.#services,
      peer: this.#peer,
      stream: stream.ref,
      arriving: () => this.#arriving,
    });
    this.#messages.add(message);
    void message.done.then(() => this.#messages.delete(message));
    return message;
  }

  #reply({ body, method, from, origin, finding }: LegacyReply): FindableSending {
    const exchange = startHttpExchange({
      target: this.#target,
      services: this.#services,
      preview: buildLegacyReply(body, this.#address(), this.#headers()),
      origin,
      method,
      link: { kind: 'reply', to: from.number },
      linkedTo: from,
      recorded: { transport: 'sse', expected: NO_ANSWER },
      limits: DEFAULT_LIMITS,
      signal: this.#stream?.abort.signal ?? AbortSignal.abort(),
    });
    if (finding) exchange.finding(finding);
    this.#replies.add(exchange.done);
    void exchange.done.then(() => this.#replies.delete(exchange.done));
    return exchange;
  }

  #open({ draft, origin }: SendOrder): ServerStream {
    const { url } = this.#target.instance;
    const abort = new AbortController();
    const ended = new AbortController();
    const endpoint = Promise.withResolvers<URL | undefined>();
    const waitMs = draft.idleTimeoutMs ?? DEFAULT_LIMITS.idleTimeoutMs;
    const late = setTimeout(() => {
      abort.abort(
        new TransportFailure('timeout', `No endpoint event came within ${String(waitMs)} ms. ${IS_IT_SSE}`),
      );
    }, waitMs);
    let named = false;
    const exchange = startHttpExchange({
      target: this.#target,
      services: this.#services,
      preview: buildStreamRequest(this.#address(), undefined),
      origin: probeOrigin(origin),
      recorded: { transport: 'sse', expected: NO_ANSWER },
      limits: STREAM_LIMITS,
      signal: AbortSignal.any([abort.signal, ended.signal]),
      sink: (recorder) =>
        watchAnswer(endingWell(recorder, ended.signal), {
          progress: (watch) => {
            if (named || watch.endpoint === undefined) return;
            named = true;
            clearTimeout(late);
            const found = endpointIn(watch.endpoint, url);
            if (found instanceof URL) {
              this.#endpoint = found;
              endpoint.resolve(found);
            } else abort.abort(found);
          },
          message: (message, text) => {
            this.#arriving = text.includes('\n') ? JSON.stringify(message) : text;
            this.#peer.receive(message, exchange.ref);
          },
          over: (seen) => {
            clearTimeout(late);
            if (this.#stream === stream) this.#streamEnded(stream, seen);
            endpoint.resolve(undefined);
          },
        }),
    });
    const stream: ServerStream = {
      ref: exchange.ref,
      abort,
      end: ended,
      done: endpoint.promise,
      ended: exchange.done,
      waiters: 0,
    };
    return stream;
  }

  /** Not by our own will: nothing can be answered any more. */
  #streamEnded({ ref }: ServerStream, seen: SeenAnswer): void {
    const hadEndpoint = this.#endpoint !== undefined;
    this.#stream = undefined;
    this.#endpoint = undefined;
    const problem =
      seen.end.failure?.message ?? `The server ended the stream of exchange ${String(ref.number)}.`;
    if (hadEndpoint) this.#peer.lose(problem);
    else {
      const said =
        seen.isStream || seen.status === undefined
          ? problem
          : `The server answered the GET with HTTP ${String(seen.status)} and not with a stream of events. ${IS_IT_SSE}`;
      const { id } = this.#target.instance;
      this.#services.tellConnection({
        instanceId: id,
        era: 'legacy',
        transport: 'sse',
        state: 'closed',
        shownBy: ref,
        problem: said,
      });
    }
  }
}

const IS_IT_SSE = 'Is this the address of an HTTP+SSE server?';

/** Where to post, or why nothing is posted there: what a person sends to one server must not reach another. */
function endpointIn(data: string, base: string): URL | TransportFailure {
  let url: URL;
  try {
    url = new URL(data, base);
  } catch {
    return new TransportFailure(
      'malformed',
      `The endpoint event names no address that Hopscope could post to: ${JSON.stringify(data.slice(0, 200))}.`,
    );
  }
  const { origin } = new URL(base);
  if (url.origin === origin) return url;
  return new TransportFailure(
    'malformed',
    `The endpoint event names ${url.origin}, another origin than ${origin}, so nothing is posted there. Set the server's public address right, or use the one that it names.`,
  );
}
