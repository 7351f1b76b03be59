import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Instance, Transport } from '../../shared/model/instance.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { DetectOptions, Eras, KnownEra } from '../client/eras.ts';
import { askEra, type AskingServices } from './ask-era.ts';
import { inquireEra, type Inquiry, type Verdict } from './inquire-era.ts';
import { eraKeyOf, type KeptEras } from './kept-eras.ts';

/** How an instance is asked for its era. */
export interface Asking extends DetectOptions {
  /** `discover` where absent. */
  readonly from?: 'discover' | 'legacy';
  /** Longest silence before a question fails, in ms. */
  readonly idleTimeoutMs?: number;
}

/** Which era each instance is of, as far as somebody has found out or set it. */
export interface EraBook extends Eras {
  /**
   * Asks and notes what came of it; who asks meanwhile gets the same. `from`: `legacy` asks only for a session, and
   * changes no verdict of another era. Rejects with AppError where nothing may be asked.
   */
  inquire(target: ReadyInstance, origin: Origin, asking?: Asking): Promise<Inquiry>;
  /** Another server may be there now. */
  forget(instance: Instance): void;
}

export interface EraBookOptions extends AskingServices {
  readonly kept: KeptEras;
  /** What is known of an instance has changed. */
  readonly onKnown: (instance: Instance) => void;
}

type FoundEra = KnownEra & { readonly transport: Transport };

const SET_REASON = 'A person set it on the instance.';

export function createEraBook(options: EraBookOptions): EraBook {
  return new EngineEraBook(options);
}

class EngineEraBook implements EraBook {
  readonly #options: EraBookOptions;
  readonly #found = new Map<string, FoundEra>();
  /** Transports of sessions that were opened although the server's own era is another. */
  readonly #legacyWays = new Map<string, Transport>();
  readonly #underWay = new Map<string, Promise<Inquiry>>();

  constructor(options: EraBookOptions) {
    this.#options = options;
    for (const [key, verdict] of options.kept.found) this.#found.set(key, { ...verdict, source: 'kept' });
  }

  known(instance: Instance): KnownEra | undefined {
    const { era, stdio } = instance;
    if (era === undefined) return this.#found.get(eraKeyOf(instance));
    const transport = era === 'modern' && !stdio ? 'http' : this.legacyTransport(instance);
    return {
      era,
      ...(transport && { transport }),
      source: 'set',
      reason: SET_REASON,
      evidence: [{ says: SET_REASON }],
    };
  }

  legacyTransport(instance: Instance): Transport | undefined {
    if (instance.stdio) return 'stdio';
    const key = eraKeyOf(instance);
    const entry = this.#found.get(key);
    return entry?.era === 'legacy' ? entry.transport : this.#legacyWays.get(key);
  }

  inquire(target: ReadyInstance, origin: Origin, asking: Asking = {}): Promise<Inquiry> {
    const turn = `${target.instance.id} ${eraKeyOf(target.instance)} ${asking.from ?? 'discover'}`;
    const running = this.#underWay.get(turn);
    if (running) return running;
    const started = this.#ask(target, origin, asking).finally(() => this.#underWay.delete(turn));
    this.#underWay.set(turn, started);
    return started;
  }

  async detect(target: ReadyInstance, origin: Origin, asking?: DetectOptions): Promise<KnownEra | undefined> {
    const { verdict } = await this.inquire(target, origin, asking);
    return verdict && { ...verdict, source: 'detected' };
  }

  async openLegacy(
    target: ReadyInstance,
    origin: Origin,
    asking?: Pick<DetectOptions, 'as'>,
  ): Promise<{ readonly transport: Transport } | { readonly shownBy: ExchangeRef }> {
    const { handshake, verdict } = await this.inquire(target, origin, { ...asking, from: 'legacy' });
    const shownBy = handshake?.ok === false ? handshake.told.ref : undefined;
    return shownBy ? { shownBy } : { transport: verdict?.transport ?? 'http' };
  }

  sawModern(instance: Instance, method: string, ref: ExchangeRef): void {
    const reason = `It answered ${method} with a resultType, which only modern servers write.`;
    this.#note(instance, {
      era: 'modern',
      transport: instance.stdio ? 'stdio' : 'http',
      reason,
      evidence: [{ says: reason, ref }],
    });
  }

  forget(instance: Instance): void {
    const key = eraKeyOf(instance);
    this.#legacyWays.delete(key);
    if (this.#found.delete(key)) this.#options.kept.keep(key, undefined);
  }

  async #ask(target: ReadyInstance, origin: Origin, asking: Asking): Promise<Inquiry> {
    const { instance } = target;
    const { from, ...questioning } = asking;
    const before = this.#found.get(eraKeyOf(instance));
    const way = this.legacyTransport(instance);
    const questions = askEra(this.#options, target, { origin, ...questioning });
    const inquiry = await inquireEra(questions, {
      over: instance.stdio ? 'stdio' : 'http',
      ...(from && { from }),
      // What is kept from earlier may be wrong by now.
      ...(before?.source === 'detected' && { before }),
      ...(from === 'legacy' && way && { before: { ...before, era: 'legacy' as const, transport: way } }),
    });
    if (from === 'legacy') this.#noteWay(instance, inquiry, before);
    else if (inquiry.verdict) this.#note(instance, inquiry.verdict);
    return inquiry;
  }

  /** A session tells how the legacy era is spoken, and not which era is the server's own. */
  #noteWay(instance: Instance, { verdict, handshake }: Inquiry, before: FoundEra | undefined): void {
    if (verdict?.era !== 'legacy' || !handshake?.ok) return;
    this.#legacyWays.set(eraKeyOf(instance), verdict.transport);
    if (before?.era !== 'legacy' || before.transport === verdict.transport) return;
    this.#note(instance, { ...before, transport: verdict.transport });
  }

  #note(instance: Instance, verdict: Verdict): void {
    const key = eraKeyOf(instance);
    this.#found.set(key, { ...verdict, source: 'detected' });
    // The demo's addresses are others at each start.
    if (instance.startedBy === undefined) this.#options.kept.keep(key, verdict);
    this.#options.onKnown(instance);
  }
}
