import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { ReadyInstance, Sending } from './channel.ts';
import type { Channels } from './channels.ts';
import type { Eras } from './eras.ts';
import { createFollowUp, type FollowUpServices } from './follow-up.ts';
import { readAnswer, type ReadAnswer } from './read-answer.ts';

/** Sends drafts and knows which of their exchanges are still open. */
export interface Client {
  /**
   * One exchange, on its way at once, but where a process or a session has to be opened first; where that fails, the
   * exchange that shows why. What the specification wants next follows by itself. Rejects with AppError where nothing
   * can leave.
   */
  send(draft: Draft, target: ReadyInstance, origin: Origin, link?: ExchangeLink): Promise<ExchangeRef>;
  /** Sends, waits until nothing more follows by itself and reads the last answer back. Rejects as `send` does. */
  complete(draft: Draft, target: ReadyInstance, origin: Origin): Promise<ReadAnswer>;
  /** All exchanges of the conversation that began with this one, once nothing more follows by itself. */
  whenSettled(ref: ExchangeRef): Promise<readonly ExchangeRef[]>;
  /** The JSON-RPC id that the next request will have, unless its draft brings one. */
  nextRequestId(): number;
  /** Ends an open exchange; false where it is not open (any more). */
  cancel(ref: ExchangeRef): boolean;
  /** Cancels what is open and waits for it. */
  close(): Promise<void>;
}

export interface ClientOptions extends FollowUpServices {
  readonly captures: Captures;
  readonly channels: Channels;
  readonly eras: () => Eras;
  /** The id that the next request will have. */
  readonly peekRequestId: () => number;
}

interface OpenExchange {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** So many conversations that have come to their end are remembered. */
const REMEMBERED = 10_000;

export function createClient(options: ClientOptions): Client {
  return new EngineClient(options);
}

function keyOf(ref: ExchangeRef): string {
  return `${ref.captureId}#${String(ref.number)}`;
}

class EngineClient implements Client {
  readonly #options: ClientOptions;
  readonly #open = new Map<string, OpenExchange>();
  /** Sends that have not got as far as an exchange. */
  readonly #starting = new Set<AbortController>();
  readonly #conversations = new Map<string, Promise<readonly ExchangeRef[]>>();
  #closed = false;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async send(draft: Draft, target: ReadyInstance, origin: Origin, link?: ExchangeLink): Promise<ExchangeRef> {
    const started = await this.#start(draft, target, origin, link);
    if (started.sending) {
      const { sending } = started;
      const following = createFollowUp(this.#options, {
        draft,
        era: started.era,
        eraIsOpen: started.eraIsOpen,
        target,
        origin,
        start: (next, way) => this.#start(next, target, origin, way),
      });
      this.#remember(started.ref, following.run(sending));
    }
    return started.ref;
  }

  async complete(draft: Draft, target: ReadyInstance, origin: Origin): Promise<ReadAnswer> {
    const ref = await this.send(draft, target, origin);
    const refs = await this.whenSettled(ref);
    return readAnswer(this.#options.captures, refs.at(-1) ?? ref);
  }

  async whenSettled(ref: ExchangeRef): Promise<readonly ExchangeRef[]> {
    const conversation = this.#conversations.get(keyOf(ref));
    if (conversation) return conversation;
    await this.#options.captures.whenDone(ref);
    return [ref];
  }

  nextRequestId(): number {
    return this.#options.peekRequestId();
  }

  cancel(ref: ExchangeRef): boolean {
    const entry = this.#open.get(keyOf(ref));
    entry?.abort.abort();
    return entry !== undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const abort of this.#starting) abort.abort();
    for (const { abort } of this.#open.values()) abort.abort();
    await Promise.all([...this.#open.values()].map(({ done }) => done));
    await Promise.allSettled([...this.#conversations.values()]);
  }

  async #start(
    draft: Draft,
    target: ReadyInstance,
    origin: Origin,
    link: ExchangeLink | undefined,
  ): Promise<Started> {
    const abort = new AbortController();
    this.#starting.add(abort);
    try {
      const known = await this.#eraFor(draft, target, origin);
      this.#refuseWhenClosed();
      const channel = this.#options.channels.of(target, known.era, known.transport);
      const order = { draft, origin, signal: abort.signal, ...(link && { link }) };
      const readiness = await channel.ready(order);
      this.#refuseWhenClosed();
      if (!readiness.ok) return { ref: readiness.shownBy, era: known.era, eraIsOpen: false };
      const sending = channel.send(order);
      this.#track(sending, abort);
      return { ref: sending.ref, sending, era: known.era, eraIsOpen: known.isOpen };
    } finally {
      this.#starting.delete(abort);
    }
  }

  /** The era to speak, and whether an answer may still show that it is another one. */
  async #eraFor(draft: Draft, { instance, headers }: ReadyInstance, origin: Origin) {
    const eras = this.#options.eras();
    const known = eras.known(instance);
    const transport = known?.transport ?? (instance.stdio ? 'stdio' : 'http');
    if (draft.era !== 'auto') return { era: draft.era, transport, isOpen: false };
    if (known) return { era: known.era, transport, isOpen: known.source === 'kept' };
    if (!instance.stdio) return { era: 'modern' as const, transport, isOpen: true };
    // A process is asked first: some legacy servers would act on what they are not to act on yet.
    // https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#backward-compatibility
    const found = await eras.detect({ instance, headers }, origin === 'composer' ? 'probe' : origin);
    return { era: found?.era ?? ('modern' as const), transport, isOpen: false };
  }

  #track(sending: Sending, abort: AbortController): void {
    const key = keyOf(sending.ref);
    const done = sending.done.finally(() => this.#open.delete(key));
    this.#open.set(key, { abort, done });
  }

  #remember(ref: ExchangeRef, conversation: Promise<readonly ExchangeRef[]>): void {
    this.#conversations.set(keyOf(ref), conversation);
    if (this.#conversations.size <= REMEMBERED) return;
    const [oldest] = this.#conversations.keys();
    if (oldest !== undefined) this.#conversations.delete(oldest);
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new AppError('CANCELLED', 'Hopscope is ending: nothing is sent any more.');
  }
}

/** What came of the attempt to send: an exchange on its way, or the one that shows why there is none. */
export interface Started {
  readonly ref: ExchangeRef;
  readonly sending?: Sending;
  readonly era: 'modern' | 'legacy';
  readonly eraIsOpen: boolean;
}
