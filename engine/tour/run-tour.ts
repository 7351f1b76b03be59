import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef, FailureKind } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { Era } from '../../shared/model/instance.ts';
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import type { ListKind } from '../../shared/model/listing.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { Channels } from '../client/channels.ts';
import type { Client } from '../client/client.ts';
import type { Eras } from '../client/eras.ts';
import { listAll, plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import { pause } from '../client/pause.ts';
import { readAnswer, resultOf, type ReadAnswer } from '../client/read-answer.ts';
import { endOfSession, LEGACY_REVISION, probeSteps, type ProbeStep } from './probe-steps.ts';

/** What a tour needs of the engine. */
export interface TourServices {
  readonly client: Client;
  readonly captures: Captures;
  readonly channels: Channels;
  readonly eras: Eras;
  readonly declaration: () => ClientDeclaration;
}

/** One tour. */
export interface TourOrder {
  readonly target: ReadyInstance;
  /** `auto`: as the instance is known, else as it turns out. `modern`: all of it, whatever the instance is. */
  readonly era: Era | 'auto';
  /** Longest wait for one answer, in ms. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How far it is. */
  readonly tell: (news: TourNews) => void;
}

export type TourNews =
  | { readonly kind: 'era'; readonly era: Era }
  /** A step begins; `steps`: how many are known to come in all. */
  | { readonly kind: 'step'; readonly says: string; readonly steps: number }
  | { readonly kind: 'sent'; readonly ref: ExchangeRef }
  | { readonly kind: 'over'; readonly answered: boolean };

/** How a tour came to its end: `problem`, a sentence, where it could not be made. */
export type TourEnd = { readonly problem?: string };

/** Of legacy and modern servers alike, the capability and what it promises. */
const LISTS: readonly (readonly [capability: string, kind: ListKind])[] = [
  ['tools', 'tools'],
  ['resources', 'resources'],
  ['resources', 'templates'],
  ['prompts', 'prompts'],
];

/** Nobody is there, or not any more: nothing is learnt by going on. */
const NOBODY_THERE: ReadonlySet<FailureKind> = new Set(['refused', 'unreachable', 'tls', 'lost']);

/** How often an answer that may be endless is looked at, in ms. */
const LOOK_AGAIN_MS = 25;

/**
 * Makes a tour of one instance. Each step is an exchange of origin `probe`, with nothing that follows by itself. Resolves
 * when it is over or cancelled. Rejects with AppError where nothing may be sent, never for what the server does.
 */
export function runTour(order: TourOrder, services: TourServices): Promise<TourEnd> {
  return new Tour(order, services).run();
}

class Tour {
  readonly #order: TourOrder;
  readonly #services: TourServices;
  #steps = 1;
  /** Why it cannot go on. */
  #problem: string | undefined;

  constructor(order: TourOrder, services: TourServices) {
    this.#order = order;
    this.#services = services;
  }

  async run(): Promise<TourEnd> {
    try {
      const era = await this.#findEra();
      if (era !== undefined && !this.#isOver()) {
        this.#order.tell({ kind: 'era', era: era.era });
        if (era.era === 'modern') await this.#modern(era.discovered);
        else await this.#legacy();
      }
    } catch (error) {
      if (!this.#isOver()) throw error;
    }
    return this.#problem === undefined ? {} : { problem: this.#problem };
  }

  async #findEra(): Promise<{ readonly era: Era; readonly discovered?: ReadAnswer } | undefined> {
    const { target, era } = this.#order;
    const { eras } = this.#services;
    if (era !== 'auto') return { era };
    const known = eras.known(target.instance);
    if (known && known.source !== 'kept') return { era: known.era };
    // A process is asked by whoever knows how: another era may be another process.
    const discovered = target.instance.stdio ? undefined : await this.#discover();
    if (this.#isOver()) return undefined;
    const found = await eras.detect(target, 'probe', { ...(discovered && { discovered }) });
    if (found) return { era: found.era, ...(found.era === 'modern' && discovered && { discovered }) };
    this.#problem = `Nothing that ${target.instance.name} answers shows which era of MCP it speaks. Check its address, or name the era.`;
    return undefined;
  }

  #discover(): Promise<ReadAnswer | undefined> {
    return this.#ask('who it is', () => this.#plain('server/discover', 'modern'));
  }

  async #modern(asked: ReadAnswer | undefined): Promise<void> {
    const { target } = this.#order;
    const answer = asked ?? (await this.#discover());
    if (this.#isOver() || !answer) return;
    const told = resultOf(answer);
    const result = told.ok ? told.result : undefined;
    const capabilities = isJsonObject(result?.['capabilities']) ? result['capabilities'] : undefined;
    const probes = probeSteps({
      // A server without tools has no tools/list to be asked for.
      method: !capabilities || 'tools' in capabilities ? 'tools/list' : 'server/discover',
      client: this.#services.declaration(),
      over: target.instance.stdio ? 'stdio' : 'http',
    });
    await this.#lists(capabilities, 'modern', probes.length);
    for (const probe of probes) {
      if (this.#isOver()) return;
      const came = await this.#ask(probe.says, probe.draft, probe);
      await this.#leave(came);
    }
  }

  /** The handshake opens the session; it is there already where somebody has opened it before. */
  async #legacy(): Promise<void> {
    const { target } = this.#order;
    const { eras, channels, captures } = this.#services;
    const { tell } = this.#order;
    tell({ kind: 'step', says: 'opening a session', steps: this.#steps });
    const way = await eras.openLegacy(target, 'probe');
    if ('shownBy' in way) {
      const { failure, status } = await readAnswer(captures, way.shownBy);
      tell({ kind: 'sent', ref: way.shownBy });
      this.#problem = failure?.message ?? `No session could be opened: the answer is HTTP ${String(status)}.`;
      return;
    }
    const opened = channels.of(target, 'legacy', way.transport).opened?.();
    const told = opened && resultOf(await readAnswer(captures, opened));
    const capabilities = told?.ok === true ? told.result['capabilities'] : undefined;
    tell({ kind: 'over', answered: true });
    if (this.#isOver()) return;
    await this.#lists(isJsonObject(capabilities) ? capabilities : undefined, 'legacy', 0);
  }

  /** All pages of what it says that it has; of everything where it says nothing. */
  async #lists(capabilities: JsonObject | undefined, era: Era, further: number): Promise<void> {
    const kinds = LISTS.flatMap(([name, kind]) => (!capabilities || name in capabilities ? [kind] : []));
    this.#steps += kinds.length + further;
    for (const kind of kinds) {
      if (this.#isOver()) return;
      await listAll({
        instanceId: this.#order.target.instance.id,
        kind,
        client: this.#services.declaration(),
        sendPage: async (draft) => {
          // Each further page is a step more.
          if ('cursor' in draft.params) this.#steps += 1;
          const page = await this.#ask(`list of ${kind}`, () => ({
            ...draft,
            ...this.#limits(),
            era,
            followUp: false,
          }));
          if (!page) throw new AppError('CANCELLED', 'The tour is over: nothing more is asked.');
          return { ...resultOf(page), ref: page.ref };
        },
        now: Date.now,
      });
    }
  }

  /** One step. Undefined where it was not sent any more. */
  async #ask(
    says: string,
    draft: (id: number) => Draft,
    { endless }: Pick<ProbeStep, 'endless'> = {},
  ): Promise<ReadAnswer | undefined> {
    const { target, signal, tell } = this.#order;
    const { client, captures } = this.#services;
    if (this.#isOver()) return undefined;
    tell({ kind: 'step', says, steps: this.#steps });
    const ready = { ...draft(client.nextRequestId()), ...this.#limits() };
    const ref = await client.send(ready, target, 'probe');
    tell({ kind: 'sent', ref });
    const cancel = (): void => void client.cancel(ref);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const settled = client.whenSettled(ref);
    if (endless) await this.#cutWhereEndless(ref, settled);
    await settled;
    signal.removeEventListener('abort', cancel);
    const answer = await readAnswer(captures, ref);
    tell({ kind: 'over', answered: answer.status !== undefined || answer.answer !== undefined });
    const { failure } = answer;
    if (failure && NOBODY_THERE.has(failure.kind)) this.#problem = failure.message;
    return answer;
  }

  /** A server of both eras answers GET by a stream that stays open: that it does is all that is to be seen. */
  async #cutWhereEndless(ref: ExchangeRef, settled: Promise<unknown>): Promise<void> {
    const { client, captures } = this.#services;
    const ended = new AbortController();
    void settled.finally(() => {
      ended.abort();
    });
    while (!ended.signal.aborted) {
      const { response } = await captures.detail(ref, 0);
      const type = (response && headerValue(response.headers, 'content-type')) ?? '';
      if (type.toLowerCase().startsWith('text/event-stream')) {
        client.cancel(ref);
        return;
      }
      await pause(LOOK_AGAIN_MS, ended.signal);
    }
  }

  /** A session that a probe opened in spite of all is not left behind. */
  async #leave(came: ReadAnswer | undefined): Promise<void> {
    if (came?.row.method !== 'initialize' || this.#order.target.instance.stdio) return;
    const { response } = await this.#services.captures.detail(came.ref, 0);
    const session = response && headerValue(response.headers, 'mcp-session-id');
    if (session === undefined || this.#isOver()) return;
    this.#steps += 1;
    const told = resultOf(came);
    const agreed = told.ok ? told.result['protocolVersion'] : undefined;
    await this.#ask('end of the session that it opened', () =>
      endOfSession(
        this.#services.declaration(),
        session,
        typeof agreed === 'string' ? agreed : LEGACY_REVISION,
      ),
    );
  }

  #plain(method: string, era: Era): Draft {
    return {
      ...plainDraft(method, {}, this.#services.declaration()),
      ...this.#limits(),
      era,
      followUp: false,
    };
  }

  #limits(): Pick<Draft, 'timeoutMs' | 'idleTimeoutMs'> {
    const { timeoutMs } = this.#order;
    return { timeoutMs, idleTimeoutMs: timeoutMs };
  }

  #isOver(): boolean {
    return this.#order.signal.aborted || this.#problem !== undefined;
  }
}
