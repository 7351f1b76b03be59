import type { Draft, JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { AskedInput, ClientSettings } from '../../shared/model/input.ts';
import type { Era } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import { isTampered } from '../protocol/modern/build-request.ts';
import { isModernError } from '../protocol/modern/modern-error.ts';
import { nextRound } from '../protocol/modern/next-round.ts';
import { nextStep } from '../protocol/modern/next-step.ts';
import { automaticAnswer } from './automatic-answer.ts';
import type { ReadyInstance, Sending } from './channel.ts';
import type { Eras } from './eras.ts';
import { probeOrigin } from './probe-origin.ts';
import { readAnswer, type ReadAnswer } from './read-answer.ts';

export interface FollowUpServices {
  readonly captures: Captures;
  readonly eras: () => Eras;
  readonly settings: () => ClientSettings;
  /** The inputSchema of a tool from a fresh tools/list; undefined where it is not there. */
  readonly freshToolSchema: (
    target: ReadyInstance,
    tool: string,
    origin: Origin,
  ) => Promise<JsonValue | undefined>;
  /** A request was answered with a task, in the way that it allowed for. */
  readonly onTask: (made: {
    readonly ref: ExchangeRef;
    readonly draft: Draft;
    readonly origin: Origin;
  }) => void;
  readonly onBug: (error: unknown, where: string) => void;
}

/** The conversation that one send begins. */
export interface Conversation {
  readonly draft: Draft;
  readonly era: Era;
  readonly eraIsOpen: boolean;
  /** Of a legacy server: whether it may be another one by now. */
  readonly eraMayBeWrong: boolean;
  readonly target: ReadyInstance;
  readonly origin: Origin;
  /** Which round the first exchange is: 1, unless a person has answered before. */
  readonly round: number;
  /** Sends the next exchange of it. */
  readonly start: (
    draft: Draft,
    link: ExchangeLink,
  ) => Promise<{ readonly ref: ExchangeRef; readonly sending?: Sending }>;
}

export interface FollowUp {
  /** Follows the first exchange to the end of the conversation. Never rejects. */
  run(first: Sending): Promise<readonly ExchangeRef[]>;
}

/** What to send next, and what it is in relation to the exchange before. */
interface Next {
  readonly draft: Draft;
  readonly link: ExchangeLink;
}

export function createFollowUp(services: FollowUpServices, conversation: Conversation): FollowUp {
  return new ConversationRunner(services, conversation);
}

class ConversationRunner implements FollowUp {
  readonly #services: FollowUpServices;
  readonly #in: Conversation;
  readonly #refs: ExchangeRef[] = [];
  readonly #steps: ExchangeLink['kind'][] = [];
  /** What the responders were asked last, and what they said. */
  #lastAnswered: string | undefined;

  constructor(services: FollowUpServices, conversation: Conversation) {
    this.#services = services;
    this.#in = conversation;
  }

  async run(first: Sending): Promise<readonly ExchangeRef[]> {
    const { draft, era } = this.#in;
    this.#refs.push(first.ref);
    await first.done;
    this.#refs.push(...((await first.rest) ?? []));
    // What was sent wrong on purpose is to be seen as it is answered.
    if (draft.followUp === false || isTampered(draft)) return this.#refs;
    try {
      if (era === 'legacy') await this.#followLegacy(first);
      else await this.#follow(first);
    } catch (error) {
      // What cannot be sent, such as at the end of Hopscope, is no mistake; the exchange is there as it is.
      if (!(error instanceof AppError)) this.#services.onBug(error, 'what follows an exchange');
    }
    return this.#refs;
  }

  async #follow(first: Sending): Promise<void> {
    let present: { readonly draft: Draft; readonly sending: Sending } = {
      draft: this.#in.draft,
      sending: first,
    };
    for (;;) {
      const next = await this.#next(present.draft, present.sending);
      if (!next) return;
      this.#steps.push(next.link.kind);
      const started = await this.#in.start(next.draft, next.link);
      this.#refs.push(started.ref);
      if (!started.sending) return;
      await started.sending.done;
      this.#refs.push(...((await started.sending.rest) ?? []));
      if (next.link.kind === 'era') return;
      present = { draft: next.draft, sending: started.sending };
    }
  }

  /** A modern error on a legacy session: another server is there now, and has done nothing yet. */
  async #followLegacy(first: Sending): Promise<void> {
    if (!this.#in.eraMayBeWrong || first.row().errorCode === undefined) return;
    const { ref } = first;
    const { answer } = await readAnswer(this.#services.captures, ref);
    if (!answer || !isModernError(answer)) return;
    const { target, origin, draft } = this.#in;
    const found = await this.#services.eras().detect(target, probeOrigin(origin), { as: draft });
    if (found?.era !== 'modern') return;
    const started = await this.#in.start(withoutId(draft), { kind: 'era', to: ref.number });
    this.#refs.push(started.ref);
    await started.sending?.done;
  }

  async #next(draft: Draft, sending: Sending): Promise<Next | undefined> {
    const { status, resultType, errorCode, state, failureKind } = sending.row();
    const failed = state === 'failed' && failureKind !== 'malformed';
    const isRefusal = errorCode !== undefined || (status ?? 0) >= 400;
    const { ref } = sending;
    if (state === 'done' && resultType === 'task') {
      this.#services.onTask({ ref, draft, origin: this.#in.origin });
    }
    // Reading back is for the few answers that ask for more, and for the first that shows the era.
    const asksForMore = resultType === 'input_required' || isRefusal;
    if (failed || !(asksForMore || this.#eraIsOpen())) return undefined;
    const read = await readAnswer(this.#services.captures, ref);
    const { answer } = read;
    await this.#learnEra(draft, read);
    if (!asksForMore) return undefined;
    const step = nextStep({
      method: draft.method,
      ...(status !== undefined && { status }),
      ...(answer && { answer }),
      steps: this.#steps,
      eraIsOpen: this.#in.eraIsOpen,
    });
    switch (step.kind) {
      case 'none':
        return undefined;
      case 'revision':
        return {
          draft: withoutId({ ...draft, revision: step.revision }),
          link: { kind: 'revision', to: ref.number },
        };
      case 'headers':
        return this.#withFreshHeaders(draft, ref);
      case 'era':
        return this.#inOtherEra(draft, ref, read);
      case 'round':
        return this.#answered(draft, ref, step.asked);
    }
  }

  async #withFreshHeaders(draft: Draft, ref: ExchangeRef): Promise<Next | undefined> {
    const { name } = draft.params;
    if (typeof name !== 'string') return undefined;
    const schema = await this.#services.freshToolSchema(this.#in.target, name, this.#in.origin);
    if (schema === undefined) return undefined;
    return {
      draft: withoutId({ ...draft, toolSchema: schema }),
      link: { kind: 'headers', to: ref.number },
    };
  }

  async #inOtherEra(draft: Draft, ref: ExchangeRef, read: ReadAnswer): Promise<Next | undefined> {
    const { target, origin } = this.#in;
    const isDiscover = draft.method === 'server/discover';
    const found = await this.#services
      .eras()
      .detect(target, probeOrigin(origin), { as: draft, ...(isDiscover && { discovered: read }) });
    // The legacy era has no server/discover: there is nothing to send again.
    if (found?.era !== 'legacy' || isDiscover) return undefined;
    return { draft: withoutId({ ...draft, era: 'legacy' }), link: { kind: 'era', to: ref.number } };
  }

  #eraIsOpen(): boolean {
    return this.#in.eraIsOpen && this.#refs.length === 1;
  }

  /**
   * Only modern servers write a resultType: then nobody has to ask for the era any more. A result without one came from
   * another server, which is asked what it is. What was called is not called again: it has worked.
   */
  async #learnEra(draft: Draft, read: ReadAnswer): Promise<void> {
    const result = read.answer?.['result'];
    if (!this.#eraIsOpen() || !isJsonObject(result)) return;
    const { target, origin } = this.#in;
    if (typeof result['resultType'] === 'string') {
      this.#services.eras().sawModern(target.instance, draft.method, read.ref);
      return;
    }
    await this.#services.eras().detect(target, probeOrigin(origin), {
      as: draft,
      ...(draft.method === 'server/discover' && { discovered: read }),
    });
  }

  /** The next round where responders answer everything that is asked for; else a person has to. */
  #answered(draft: Draft, ref: ExchangeRef, asked: AskedInput): Next | undefined {
    const settings = this.#services.settings();
    const respond = draft.respond ?? {};
    const responses: Record<string, JsonObject> = {};
    for (const { key, method, params } of asked.requests) {
      const answer = automaticAnswer({ method, params }, settings, respond);
      // A result cannot carry a refusal of sampling or roots in this era: who refuses does not ask again.
      if (answer?.kind !== 'result') return undefined;
      responses[key] = answer.result;
    }
    // With a state alone there is nothing to answer, and going on may go on for ever: only where it is wished for.
    const automatic = Object.values({ ...settings.responders, ...respond }).some(
      ({ mode }) => mode !== 'ask',
    );
    if (asked.requests.length === 0 && !automatic) return undefined;
    // The same question and state after the same answer: that answer does not do, a person has to give another.
    const exchanged = JSON.stringify([asked, responses]);
    if (asked.requests.length > 0 && exchanged === this.#lastAnswered) return undefined;
    this.#lastAnswered = exchanged;
    const round = this.#in.round + this.#steps.filter((kind) => kind === 'round').length + 1;
    return {
      draft: nextRound(draft, asked, asked.requests.length > 0 ? responses : undefined, { kind: 'exact' }),
      link: { kind: 'round', to: ref.number, round },
    };
  }
}

/** Each request has an id of its own, also where the first one's was chosen. */
function withoutId(draft: Draft): Draft {
  const { requestId: _chosen, ...rest } = draft;
  return rest;
}
