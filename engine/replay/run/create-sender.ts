import type { ReplayedFrom } from '../../../shared/model/exchange.ts';
import type { ClientSettings } from '../../../shared/model/input.ts';
import { AppError } from '../../app-error.ts';
import type { Captures } from '../../capture/captures.ts';
import type { ReadyInstance } from '../../client/channel.ts';
import type { Channels } from '../../client/channels.ts';
import type { Eras } from '../../client/eras.ts';
import { readAnswer } from '../../client/read-answer.ts';
import type { InstanceDirectory } from '../../instances/instance-directory.ts';
import { stepAnswer } from '../plan/step-answer.ts';
import { sendReplayed, sentStep, type HttpServices } from './http-exchange.ts';
import { LegacySessions } from './legacy-sessions.ts';
import { OpenRequests } from './open-requests.ts';
import { ModernRequests, prepareTarget, type PreparedTarget } from './prepare-request.ts';
import { isAnswered, type SentStep, type StepOrder, type StepSender } from './step-sender.ts';

/** What senders need of the engine. */
export interface SenderServices extends HttpServices {
  readonly captures: Captures;
  readonly instances: InstanceDirectory;
  readonly channels: Channels;
  readonly eras: Eras;
  readonly settings: () => ClientSettings;
}

/** Which run it is for. */
export interface SenderOrder {
  /** What its exchanges say that they repeat, but for the number. */
  readonly replayed: Omit<ReplayedFrom, 'number'>;
  /** Longest wait for one answer, in ms. */
  readonly timeoutMs: number;
}

/** The sender of one run: over HTTP it goes its own, short way; all else goes through the client's channels. */
export function createSender(services: SenderServices, order: SenderOrder): StepSender {
  return new RunSender(services, order);
}

class RunSender implements StepSender {
  readonly #services: SenderServices;
  readonly #order: SenderOrder;
  readonly #open: OpenRequests;
  readonly #sessions: LegacySessions;
  readonly #abort = new AbortController();
  /** Where an instance is: asked once a run. */
  readonly #targets = new Map<string, PreparedTarget | AppError>();
  readonly #modern: ModernRequests;
  #last: ReplayedFrom | undefined;

  constructor(services: SenderServices, order: SenderOrder) {
    this.#services = services;
    this.#order = order;
    this.#open = new OpenRequests(order.timeoutMs);
    this.#modern = new ModernRequests(services.nextRequestId);
    this.#sessions = new LegacySessions(services, this.#open, services.settings);
  }

  send(order: StepOrder): Promise<SentStep> {
    const target = this.#target(order.instanceId);
    if (target instanceof AppError) return Promise.resolve({ state: 'failed', why: target.message });
    const isPlain = order.step.era === 'modern' && !target.ready.instance.stdio;
    return isPlain ? this.#sendModern(order, target) : this.#sendOther(order, target);
  }

  /** What most steps are: no more promises than it needs. */
  #sendModern({ draft, step }: StepOrder, target: PreparedTarget): Promise<SentStep> {
    try {
      const request = this.#modern.build(draft, target);
      const replayed = this.#replayed(step.number);
      const order = { request, target: target.ready, draft, replayed };
      return sendReplayed(order, this.#services, this.#open).then((came) => sentStep(came, this.#open));
    } catch (error) {
      return Promise.resolve(this.#notSent(error));
    }
  }

  async #sendOther(order: StepOrder, target: PreparedTarget): Promise<SentStep> {
    try {
      return await this.#send(order, target);
    } catch (error) {
      return this.#notSent(error);
    }
  }

  #notSent(error: unknown): SentStep {
    if (!(error instanceof AppError)) throw error;
    return { state: this.#open.givenUp ? 'given-up' : 'failed', why: error.message };
  }

  giveUp(): void {
    this.#open.giveUp();
    this.#abort.abort();
  }

  close(): Promise<void> {
    return this.#sessions.close();
  }

  #target(id: string): PreparedTarget | AppError {
    const known = this.#targets.get(id);
    if (known) return known;
    let target: PreparedTarget | AppError;
    try {
      target = prepareTarget(this.#services.instances.ready(id));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      target = error;
    }
    this.#targets.set(id, target);
    return target;
  }

  async #send(order: StepOrder, prepared: PreparedTarget): Promise<SentStep> {
    const { draft, step } = order;
    const replayed = this.#replayed(step.number);
    const target = prepared.ready;
    const { instance } = target;
    if (instance.stdio) return this.#throughChannel(order, target, replayed, 'stdio');
    // The answers of HTTP+SSE come on the one stream of its session: there is nothing that could be carried elsewhere.
    if (this.#services.eras.legacyTransport(instance) === 'sse')
      return this.#throughChannel(order, target, replayed, 'sse');
    const came = await this.#sessions.send(step.client, draft, target, replayed);
    if ('ok' in came) {
      return { state: this.#open.givenUp ? 'given-up' : 'failed', ref: came.ref, why: came.why };
    }
    return sentStep(came, this.#open);
  }

  /** One for all instances that a step goes to. */
  #replayed(number: number): ReplayedFrom {
    if (this.#last?.number !== number) this.#last = { ...this.#order.replayed, number };
    return this.#last;
  }

  /** Through the process or the session that the client has there anyway. Its answer is read back from the recording. */
  async #throughChannel(
    { step, draft }: StepOrder,
    target: ReadyInstance,
    replayed: ReplayedFrom,
    transport: 'stdio' | 'sse',
  ): Promise<SentStep> {
    const { channels, captures } = this.#services;
    const { signal } = this.#abort;
    const channel = channels.of(target, step.era, transport);
    const order = {
      draft: { ...draft, timeoutMs: this.#order.timeoutMs },
      origin: 'replay' as const,
      replayed,
      signal,
    };
    const ready = await channel.ready(order);
    if (!ready.ok) {
      return { state: 'failed', ref: ready.shownBy, why: `${target.instance.name} could not be opened.` };
    }
    const sending = channel.send(order);
    await sending.done;
    const { ref } = sending;
    if (signal.aborted && sending.row().failureKind === 'cancelled') {
      return { state: 'given-up', ref, why: 'The replay was cancelled while this was on its way.' };
    }
    const read = await readAnswer(captures, ref);
    const answer = stepAnswer({
      ...(read.failureKind !== undefined && { failureKind: read.failureKind }),
      ...(read.answer && { answer: read.answer }),
      others: read.others,
      ...(read.text !== undefined && { text: read.text }),
    });
    if (isAnswered(answer)) return { state: 'answered', ref, answer };
    return { state: 'failed', ref, answer, why: read.failure?.message ?? 'No answer came.' };
  }
}
