import type { Draft, JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Connection, Responders } from '../../shared/model/input.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { classifyJsonRpc } from '../protocol/json-rpc.ts';
import {
  cancelledDraft,
  initializeDraft,
  initializedDraft,
  readIntroduction,
  rootsChangedDraft,
  type HandshakeOutcome,
  type ServerIntroduction,
} from '../protocol/legacy/handshake.ts';
import type { SentMessage } from '../protocol/legacy/sent-message.ts';
import type { Readiness, Sending, SendOrder } from './channel.ts';
import type { Inputs } from './inputs.ts';
import { probeOrigin } from './probe-origin.ts';
import { createServerQuestions, type LegacyReply, type ServerQuestions } from './server-questions.ts';
import { waitWithOthers, type SharedWait } from './shared-wait.ts';

/** A session that both sides agreed on. */
export interface LegacySession extends ServerIntroduction {
  /** The capabilities of ours that initialize declared: they hold as long as the session does. */
  readonly declared: JsonObject;
  /** The exchange that opened it. */
  readonly initialize: ExchangeRef;
  /** Who caused it: what has no cause of its own goes by this. */
  readonly origin: Origin;
}

/** What a channel sends for its peer. */
export interface LegacyCarrier {
  /**
   * Sends a draft, as an exchange of its own; the channel `track`s it as any other. `linkedTo`: what its link names,
   * which may be in an earlier recording.
   */
  send(order: SendOrder, linkedTo?: ExchangeRef): FindableSending;
  /** Sends the answer to a request of the server's, as an exchange of its own. */
  reply(reply: LegacyReply): Sending;
  /** The session is open, before anything else is sent in it but notifications/initialized. */
  opened?(session: LegacySession): void;
}

/** An exchange that something can still be said about. */
export interface FindableSending extends Sending {
  /** Kept with the exchange as long as it has not ended. */
  finding(finding: Finding): void;
}

export interface LegacyPeerOptions {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly inputs: Inputs;
  readonly nextRequestId: () => number;
  readonly carrier: LegacyCarrier;
  /** How things stand now; the channel adds what it knows of transport, session id and process. */
  readonly tell: (state: PeerState) => void;
  readonly onBug: (error: unknown, where: string) => void;
}

export type PeerState = Pick<Connection, 'state' | 'revision' | 'shownBy' | 'problem'>;

/** A message of ours on its way, for which messages of the server's may come. */
export interface TrackedMessage {
  readonly ref: ExchangeRef;
  readonly sent: SentMessage;
  readonly origin: Origin;
  readonly draft: Draft;
  /** Its answer, or progress of it, came. */
  readonly onMessage: (message: JsonObject, kind: 'answer' | 'progress') => void;
  /** The session is gone, and with it the hope for an answer that would come on a stream of all. */
  readonly onLost?: (problem: string) => void;
}

export interface Tracking {
  readonly answered: boolean;
  /** Nothing is waited for any more; what the server asked on this exchange's stream is not answered any more. */
  end(): void;
  /**
   * Tells the server that nobody waits, as an exchange; undefined where it has no id, was answered, or may not be
   * cancelled (initialize). The exchange itself is the channel's to end.
   */
  cancel(reason: string): Sending | undefined;
}

/** What a message of the server's turned out to be. `stray`: nothing that anybody waits for. */
export type Received = 'answer' | 'progress' | 'request' | 'notification' | 'stray';

/**
 * One side of a legacy session, whatever carries it: opens it once for all who need it, knows what is on its way,
 * answers what the server asks. No transport in it.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle
 */
export interface LegacyPeer {
  /** Absent until the server has answered initialize, and after the session is lost or closed. */
  readonly session: LegacySession | undefined;
  /** The server waits for an answer of ours: that it is silent meanwhile says nothing. */
  readonly asking: boolean;
  /**
   * Opens the session where there is none; several callers share one handshake, which goes on while at least one of
   * them waits. Rejects with AppError CANCELLED where the order's signal is aborted first. `link`: of initialize.
   */
  open(order: SendOrder, link?: ExchangeLink): Promise<Readiness>;
  /** Whether this draft is to open the session itself: an initialize that a person wrote, while there is none. */
  opensSession(draft: Draft): boolean;
  /** The draft of a person opened it: `sending` is on its way and tracked. What follows initialize is sent by itself. */
  adopt(sending: FindableSending, order: SendOrder, sent: SentMessage): void;
  track(message: TrackedMessage): Tracking;
  /**
   * Takes one message of the server's. Never throws. `from`: the exchange on whose stream, or in whose process, it
   * came. `own`: the exchange that has this stream for itself, which an answer is meant for before all others.
   */
  receive(message: JsonObject, from: ExchangeRef, own?: Tracking): Received;
  /** Tells the server that the roots are others now, where this session declared that it would. */
  rootsChanged(): void;
  /** The session is gone by no will of ours. Tells so; the next `open` opens another. */
  lose(problem: string): void;
  /** We end it. Tells so where there was something to end. */
  close(): void;
}

export function createLegacyPeer(options: LegacyPeerOptions): LegacyPeer {
  return new Peer(options);
}

interface TrackedEntry extends Tracking {
  readonly message: TrackedMessage;
  answered: boolean;
}

/** The handshake that is under way. */
type Opening = SharedWait<Readiness>;

class Peer implements LegacyPeer {
  readonly #options: LegacyPeerOptions;
  readonly #questions: ServerQuestions;
  readonly #tracked = new Set<TrackedEntry>();
  #session: LegacySession | undefined;
  #opening: Opening | undefined;
  /** What the handshake under way declares. */
  #asked: JsonObject = {};
  /** Changed by `lose` and `close`: a handshake of before is not taken up any more. */
  #generation = 0;

  constructor(options: LegacyPeerOptions) {
    this.#options = options;
    this.#questions = createServerQuestions({
      instanceId: options.instanceId,
      instanceName: options.instanceName,
      inputs: options.inputs,
      reply: (reply) => options.carrier.reply(reply),
      onBug: options.onBug,
    });
  }

  get session(): LegacySession | undefined {
    return this.#session;
  }

  get asking(): boolean {
    return this.#questions.waiting;
  }

  open(order: SendOrder, link?: ExchangeLink): Promise<Readiness> {
    if (this.#session && !this.#opening) return Promise.resolve({ ok: true });
    // One that everybody has left is ending.
    const present = this.#opening?.abort.signal.aborted === true ? undefined : this.#opening;
    const opening = present ?? this.#start(order, link);
    return waitWithOthers(opening, order.signal);
  }

  opensSession({ method, notification }: Draft): boolean {
    return method === 'initialize' && notification !== true && !this.#session && !this.#opening;
  }

  adopt(sending: FindableSending, order: SendOrder, sent: SentMessage): void {
    const capabilities = sent.params['capabilities'];
    this.#asked = isJsonObject(capabilities) ? capabilities : {};
    const abort = new AbortController();
    // Nobody may wait for this one: whoever sent it has his exchange.
    this.#take(abort, this.#handshake(sending, order, abort.signal), 1);
  }

  track(message: TrackedMessage): Tracking {
    const entry: TrackedEntry = {
      message,
      answered: false,
      end: () => {
        this.#tracked.delete(entry);
        this.#questions.withdraw(message.ref);
      },
      cancel: (reason) => this.#cancel(entry, reason),
    };
    this.#tracked.add(entry);
    return entry;
  }

  receive(message: JsonObject, from: ExchangeRef, own?: Tracking): Received {
    const judged = classifyJsonRpc(message);
    switch (judged.kind) {
      case 'invalid':
        return 'stray';
      case 'result':
      case 'error':
        return this.#answer(message, judged.id, own);
      case 'notification':
        return this.#notified(
          judged.method,
          isJsonObject(message['params']) ? message['params'] : {},
          message,
        );
      case 'request': {
        const { draft, origin } = this.#askedFor(from) ?? {};
        this.#questions.take(
          { id: judged.id, method: judged.method, params: message['params'] },
          {
            from,
            declared: this.#session?.declared ?? this.#asked,
            origin: origin ?? this.#session?.origin ?? 'probe',
            ...(draft?.respond && { respond: draft.respond satisfies Responders }),
          },
        );
        return 'request';
      }
    }
  }

  rootsChanged(): void {
    const session = this.#session;
    const roots = session?.declared['roots'];
    if (!session || !isJsonObject(roots) || roots['listChanged'] !== true) return;
    this.#options.carrier.send({
      draft: rootsChangedDraft(session.declared),
      origin: session.origin,
      signal: new AbortController().signal,
    });
  }

  lose(problem: string): void {
    this.#forget('lost', problem);
  }

  close(): void {
    this.#forget('closed');
  }

  #start(order: SendOrder, link: ExchangeLink | undefined): Opening {
    const { carrier, nextRequestId, tell } = this.#options;
    const abort = new AbortController();
    this.#asked = order.draft.clientCapabilities;
    tell({ state: 'opening' });
    const draft = initializeDraft(order.draft, nextRequestId());
    const origin = probeOrigin(order.origin);
    const sending = carrier.send({ draft, origin, signal: abort.signal, ...(link && { link }) });
    return this.#take(abort, this.#handshake(sending, order, abort.signal), 0);
  }

  #take(abort: AbortController, done: Promise<Readiness>, waiters: number): Opening {
    const opening: Opening = { abort, waiters, done };
    this.#opening = opening;
    const over = (): void => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    done.then(over, over);
    return opening;
  }

  async #handshake(sending: FindableSending, order: SendOrder, signal: AbortSignal): Promise<Readiness> {
    const generation = this.#generation;
    const failed = { ok: false, shownBy: sending.ref } as const;
    const outcome = await this.#outcomeOf(sending);
    if (generation !== this.#generation) return failed;
    if (!outcome?.ok) {
      const problem = outcome?.problem ?? 'The server did not answer initialize.';
      this.#options.tell({ state: 'closed', shownBy: sending.ref, problem });
      return failed;
    }
    const session: LegacySession = {
      ...outcome.server,
      declared: this.#asked,
      initialize: sending.ref,
      origin: probeOrigin(order.origin),
    };
    this.#session = session;
    const initialized = this.#options.carrier.send(
      {
        draft: initializedDraft(order.draft),
        origin: session.origin,
        link: { kind: 'handshake', to: sending.ref.number },
        signal,
      },
      sending.ref,
    );
    await initialized.done;
    if (generation !== this.#generation) return { ok: false, shownBy: initialized.ref };
    this.#options.tell({ state: 'open', revision: session.revision, shownBy: sending.ref });
    this.#options.carrier.opened?.(session);
    return { ok: true };
  }

  /** Resolves with what the answer to initialize says, or with undefined when its exchange ended without one. */
  #outcomeOf(sending: FindableSending): Promise<HandshakeOutcome | undefined> {
    return new Promise((resolve) => {
      this.#onIntroduction = (ref, answer) => {
        if (ref.number !== sending.ref.number || ref.captureId !== sending.ref.captureId) return;
        const outcome = readIntroduction(answer);
        if (!outcome.ok && outcome.isRevision) sending.finding(unknownRevision(outcome.problem));
        resolve(outcome);
      };
      void sending.done.then(() => {
        resolve(undefined);
      });
    });
  }

  #onIntroduction: ((ref: ExchangeRef, answer: JsonObject) => void) | undefined;

  #answer(message: JsonObject, id: string | number | undefined, own: Tracking | undefined): Received {
    if (id === undefined) return 'stray';
    const entries = [...this.#tracked].filter((entry) => entry.message.sent.id === id);
    const entry = entries.find((one) => one === own) ?? entries.find(({ answered }) => !answered);
    if (!entry || entry.answered) return 'stray';
    entry.answered = true;
    if (entry.message.sent.method === 'initialize') this.#onIntroduction?.(entry.message.ref, message);
    entry.message.onMessage(message, 'answer');
    return 'answer';
  }

  #notified(method: string, params: JsonObject, message: JsonObject): Received {
    if (method === 'notifications/cancelled') {
      const { requestId } = params;
      if (typeof requestId === 'string' || typeof requestId === 'number')
        this.#questions.cancelled(requestId);
      return 'notification';
    }
    const { progressToken } = params;
    if (method !== 'notifications/progress' || progressToken === undefined) return 'notification';
    const entry = [...this.#tracked].find(
      (one) => !one.answered && one.message.sent.progressToken === progressToken,
    );
    if (!entry) return 'notification';
    entry.message.onMessage(message, 'progress');
    return 'progress';
  }

  /** The message of ours that a request of the server's belongs to: that with this stream, else the only one. */
  #askedFor(from: ExchangeRef): TrackedMessage | undefined {
    const waiting = [...this.#tracked]
      .filter((entry) => !entry.answered && entry.message.sent.id !== undefined)
      .map((entry) => entry.message);
    const exact = waiting.find(({ ref }) => ref.number === from.number && ref.captureId === from.captureId);
    return exact ?? (waiting.length === 1 ? waiting[0] : undefined);
  }

  #cancel(entry: TrackedEntry, reason: string): Sending | undefined {
    const { sent, draft, origin, ref } = entry.message;
    if (sent.id === undefined || sent.method === 'initialize' || entry.answered) return undefined;
    return this.#options.carrier.send(
      {
        draft: cancelledDraft(draft, sent.id, reason),
        origin,
        link: { kind: 'cancel', to: ref.number },
        signal: new AbortController().signal,
      },
      ref,
    );
  }

  #forget(state: 'lost' | 'closed', problem?: string): void {
    const was = this.#session ?? this.#opening;
    const shownBy = this.#session?.initialize;
    this.#generation += 1;
    this.#session = undefined;
    this.#opening?.abort.abort();
    this.#opening = undefined;
    this.#questions.withdrawAll();
    if (was === undefined) return;
    this.#options.tell({
      state,
      ...(shownBy && { shownBy }),
      ...(problem !== undefined && { problem }),
    });
    const text = problem ?? 'The session was closed.';
    for (const { message } of [...this.#tracked]) message.onLost?.(text);
  }
}

function unknownRevision(problem: string): Finding {
  return {
    rule: 'legacy.unknown-revision',
    severity: 'error',
    side: 'server',
    message: problem,
    pointer: '/result/protocolVersion',
    link: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#version-negotiation',
  };
}
