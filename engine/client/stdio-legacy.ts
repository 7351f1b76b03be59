import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { inputKindOf } from '../../shared/model/input.ts';
import { hasBatches } from '../../shared/spec/legacy.ts';
import { isTamperedLine } from '../protocol/assemble-line.ts';
import type { RequestId } from '../protocol/json-rpc.ts';
import { buildLegacyLine } from '../protocol/legacy/build-line.ts';
import { cancelledDraft } from '../protocol/legacy/handshake.ts';
import { readSentMessage } from '../protocol/legacy/sent-message.ts';
import type { Readiness, SendOrder } from './channel.ts';
import { createLegacyPeer, type LegacyPeer, type PeerState, type Tracking } from './legacy-peer.ts';
import { limitsOf } from './modern-http-channel.ts';
import { otherCapabilities } from './other-capabilities.ts';
import type { Incoming } from './process-messages.ts';
import type { LegacyReply } from './server-questions.ts';
import type { StdioEra, StdioEraOptions } from './stdio-era.ts';
import type { StdioFlight } from './stdio-flight.ts';

/**
 * The legacy era on stdio: one process is one session, opened by initialize. The server may ask for something
 * by requests of its own.
 *
 * Sources: https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio
 */
export function createLegacyStdio(options: StdioEraOptions): StdioEra {
  return new LegacyStdio(options);
}

class LegacyStdio implements StdioEra {
  readonly #options: StdioEraOptions;
  readonly #peer: LegacyPeer;
  readonly #tracked = new Map<StdioFlight, Tracking>();
  /** What the server asked and has no answer to yet. */
  readonly #questions = new Set<RequestId>();
  #isOver = false;
  problem: string | undefined;

  constructor(options: StdioEraOptions) {
    this.#options = options;
    const { instance, services } = options;
    this.#peer = createLegacyPeer({
      instanceId: instance.id,
      instanceName: instance.name,
      inputs: services.inputs,
      nextRequestId: services.nextRequestId,
      carrier: { send: (order) => this.#send(order), reply: (reply) => this.#reply(reply) },
      tell: (state) => this.#tell(state),
      onBug: services.onBug,
    });
  }

  get readsBatches(): boolean {
    const { session } = this.#peer;
    return session !== undefined && hasBatches(session.revision);
  }

  get openedBy(): ExchangeRef | undefined {
    return this.#peer.session?.initialize;
  }

  get waitsForPerson(): boolean {
    return this.#questions.size > 0;
  }

  open(order: SendOrder): Promise<Readiness> {
    // What a person wrote himself opens it.
    if (this.#peer.opensSession(order.draft)) return Promise.resolve({ ok: true });
    return this.#peer.open(order, { kind: 'handshake', to: this.#options.process.ref.number });
  }

  send(order: SendOrder): StdioFlight {
    const opens = this.#peer.opensSession(order.draft);
    const flight = this.#send(order);
    if (opens) this.#peer.adopt(flight, order, readSentMessage(flight.text));
    else {
      // No other session is opened for it as over HTTP: that would be another process, and what this one knows gone.
      const finding = otherCapabilities(order, this.#peer.session);
      if (finding) flight.finding(finding);
    }
    return flight;
  }

  take({ message, json, owner, from }: Incoming): void {
    if (message.kind === 'request' && inputKindOf(message.method)) this.#questions.add(message.id);
    const { params } = json as { readonly params?: { readonly requestId?: RequestId } };
    if (message.kind === 'notification' && message.method === 'notifications/cancelled') {
      if (params?.requestId !== undefined) this.#questions.delete(params.requestId);
    }
    this.#peer.receive(json, from, owner && this.#tracked.get(owner));
  }

  cancel(flight: StdioFlight): void {
    const { draft, id, ref } = flight;
    const { process } = this.#options;
    if (!draft || id === undefined) return;
    this.#send({
      draft: cancelledDraft(draft, id, 'Hopscope does not wait for the answer any more.'),
      origin: flight.row().origin,
      ...(process.ref.captureId === ref.captureId && { link: { kind: 'cancel', to: ref.number } }),
      signal: new AbortController().signal,
    });
  }

  rootsChanged(): void {
    this.#peer.rootsChanged();
  }

  lose(problem: string): void {
    this.#isOver = true;
    this.#questions.clear();
    this.#peer.lose(problem);
  }

  close(): void {
    this.#isOver = true;
    this.#questions.clear();
    this.#peer.close();
  }

  #send({ draft, origin, link, replayed, signal }: SendOrder): StdioFlight {
    const { instance, process, services } = this.#options;
    const { body, origins } = buildLegacyLine(draft, {
      url: instance.url,
      requestId: services.nextRequestId(),
    });
    const flight = process.send({
      body,
      origin,
      ...(link && { link }),
      ...(replayed && { replayed }),
      draft,
      origins,
      tampered: isTamperedLine(draft),
      limits: limitsOf(draft),
      signal,
    });
    this.#track(flight, draft, body);
    return flight;
  }

  #track(flight: StdioFlight, draft: Draft, body: string): void {
    const tracking = this.#peer.track({
      ref: flight.ref,
      sent: readSentMessage(body),
      origin: flight.row().origin,
      draft,
      onMessage: () => undefined,
    });
    this.#tracked.set(flight, tracking);
    void flight.done.then(() => {
      this.#tracked.delete(flight);
      tracking.end();
    });
  }

  #reply({ body, method, from, origin, finding }: LegacyReply): StdioFlight {
    const { process } = this.#options;
    const { id } = body;
    if (typeof id === 'string' || typeof id === 'number') this.#questions.delete(id);
    const flight = process.send({
      body: JSON.stringify(body),
      origin,
      ...(process.ref.captureId === from.captureId && { link: { kind: 'reply', to: from.number } }),
      calledMethod: method,
      limits: { idleTimeoutMs: 0 },
    });
    if (finding) flight.finding(finding);
    return flight;
  }

  #tell(state: PeerState): void {
    if (state.state === 'opening' || state.state === 'open') {
      this.#options.tell(state);
    } else if (!this.#isOver) {
      // The handshake failed. What comes next begins anew, with a process that has not been spoken to.
      this.problem = state.problem;
      void this.#options.process.stop();
    }
  }
}
