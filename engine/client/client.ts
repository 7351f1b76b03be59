import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Era, Transport } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { Channel, Readiness, ReadyInstance, Sending, SendOrder } from './channel.ts';
import type { Channels } from './channels.ts';
import type { Eras } from './eras.ts';
import { createFollowUp, type FollowUpServices } from './follow-up.ts';
import { probeOrigin } from './probe-origin.ts';
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
  /** Starts the process and opens the session that this draft needs. Rejects as `send` does. */
  open(channel: Channel, draft: Draft, origin: Origin): Promise<Readiness>;
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
        eraMayBeWrong: started.eraMayBeWrong,
        target,
        origin,
        round: link?.round ?? 1,
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

  open(channel: Channel, draft: Draft, origin: Origin): Promise<Readiness> {
    return this.#starts((signal) => channel.ready({ draft, origin, signal }));
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
    return entry !== undefined || this.#options.channels.cancel(ref);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const abort of this.#starting) abort.abort();
    for (const { abort } of this.#open.values()) abort.abort();
    await Promise.all([...this.#open.values()].map(({ done }) => done));
    await Promise.allSettled([...this.#conversations.values()]);
  }

  #start(
    draft: Draft,
    target: ReadyInstance,
    origin: Origin,
    link: ExchangeLink | undefined,
  ): Promise<Started> {
    return this.#starts(async (signal, abort) => {
      const known = await this.#eraFor(draft, target, origin);
      const first = await this.#startIn(known, { draft, origin, signal, ...(link && { link }) }, target);
      if (first.ready) return this.#launch(first, known, abort);
      const other = known.mayBeWrong ? await this.#otherEra(first.shownBy, draft, target, origin) : undefined;
      if (!other || (other.era === known.era && other.transport === known.transport)) {
        return { ref: first.shownBy, era: known.era, eraIsOpen: false, eraMayBeWrong: false };
      }
      const again = await this.#startIn(
        other,
        { draft, origin, signal, link: { kind: 'era', to: first.shownBy.number } },
        target,
      );
      if (again.ready) return this.#launch(again, other, abort);
      return { ref: again.shownBy, era: other.era, eraIsOpen: false, eraMayBeWrong: false };
    });
  }

  /** What is under way before there is an exchange, so that the end of the engine can end it. */
  async #starts<T>(work: (signal: AbortSignal, abort: AbortController) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.#starting.add(abort);
    try {
      return await work(abort.signal, abort);
    } finally {
      this.#starting.delete(abort);
    }
  }

  async #startIn(known: SpokenEra, order: SendOrder, target: ReadyInstance): Promise<Opened> {
    this.#refuseWhenClosed();
    // An initialize that a person wrote is to open the session itself.
    const transport = known.transport ?? (order.draft.method === 'initialize' ? 'http' : undefined);
    const way = transport
      ? { transport }
      : await this.#options.eras().openLegacy(target, order.origin, { as: order.draft });
    if ('shownBy' in way) return { ready: false, shownBy: way.shownBy };
    const channel = this.#options.channels.of(target, known.era, way.transport);
    const readiness = await channel.ready(order);
    this.#refuseWhenClosed();
    return readiness.ok ? { ready: true, channel, order } : { ready: false, shownBy: readiness.shownBy };
  }

  #launch(
    { channel, order }: Opened & { readonly ready: true },
    known: SpokenEra,
    abort: AbortController,
  ): Started {
    const sending = channel.send(order);
    this.#track(sending, abort);
    return {
      ref: sending.ref,
      sending,
      era: known.era,
      eraIsOpen: known.isOpen,
      eraMayBeWrong: known.mayBeWrong,
    };
  }

  /** The era to speak, and whether an answer may still show that it is another one. */
  async #eraFor(draft: Draft, target: ReadyInstance, origin: Origin): Promise<SpokenEra> {
    const { instance } = target;
    const eras = this.#options.eras();
    const known = eras.known(instance);
    const wayIn = (era: Era): Transport | undefined => {
      if (instance.stdio) return 'stdio';
      return era === 'modern' ? 'http' : eras.legacyTransport(instance);
    };
    const spoken = (era: Era, isOpen: boolean, mayBeWrong: boolean): SpokenEra => {
      const transport = wayIn(era);
      return { era, ...(transport && { transport }), isOpen, mayBeWrong };
    };
    if (draft.era !== 'auto') return spoken(draft.era, false, false);
    if (known) {
      // A session that is refused shows that another server is there now. One that was just found out is not doubted.
      const isLegacy = known.source !== 'set' && known.era === 'legacy';
      return spoken(known.era, known.source === 'kept', isLegacy);
    }
    if (!instance.stdio) return spoken('modern', true, false);
    // A process is asked first: some legacy servers would act on what they are not to act on yet.
    // https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#backward-compatibility
    const found = await eras.detect(target, probeOrigin(origin), { as: draft });
    return spoken(found?.era ?? 'modern', false, false);
  }

  /** Asks anew where a server answered, and refused what it did not refuse before; not where none is there. */
  async #otherEra(
    shownBy: ExchangeRef,
    draft: Draft,
    target: ReadyInstance,
    origin: Origin,
  ): Promise<SpokenEra | undefined> {
    const { status, answer } = await readAnswer(this.#options.captures, shownBy);
    if (!answer && (status ?? 0) < 400) return undefined;
    const found = await this.#options.eras().detect(target, probeOrigin(origin), { as: draft });
    return found && { ...found, isOpen: false, mayBeWrong: false };
  }

  #track(sending: Sending, abort: AbortController): void {
    const key = keyOf(sending.ref);
    // While its answer is fetched from where its stream broke, the request is still on its way.
    const whole = sending.done.then(async () => {
      await sending.rest;
    });
    const done = whole.finally(() => this.#open.delete(key));
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

/** The era that an exchange is sent in. */
interface SpokenEra {
  readonly era: Era;
  /** Absent: legacy, and which way is still to be found out. */
  readonly transport?: Transport;
  /** An answer may still show that it is the other one. */
  readonly isOpen: boolean;
  /** Of the legacy era: a refused session or a modern error may show it, too. */
  readonly mayBeWrong: boolean;
}

type Opened =
  | { readonly ready: true; readonly channel: Channel; readonly order: SendOrder }
  | { readonly ready: false; readonly shownBy: ExchangeRef };

/** What came of the attempt to send: an exchange on its way, or the one that shows why there is none. */
export interface Started {
  readonly ref: ExchangeRef;
  readonly sending?: Sending;
  readonly era: 'modern' | 'legacy';
  readonly eraIsOpen: boolean;
  readonly eraMayBeWrong: boolean;
}
