import type { DrivenTask, TaskAnswer, TaskControl } from '../../shared/model/driven-task.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import { AppError } from '../app-error.ts';
import { keptOf, viewOf } from './drive-view.ts';
import type { KeptTask } from './kept-tasks.ts';
import { readAcknowledgement, readPoll, type Polled } from './read-poll.ts';
import {
  afterFailure,
  afterSuccess,
  afterUnknown,
  afterView,
  delayOf,
  expiryOf,
  type Course,
  type PollFailure,
} from './task-course.ts';
import { cancelDraft, getDraft, listenDraft, updateDraft } from './task-drafts.ts';
import { refuseKey, responsesByItself, withInputs } from './task-inputs.ts';
import { TaskStreams } from './task-streams.ts';
import { inTurn } from './task-targets.ts';
import { TaskWay, type DriveIdentity, type WayServices } from './task-way.ts';

export interface DriveServices extends WayServices {
  readonly settings: () => ClientSettings;
  /** It stands otherwise than before. */
  readonly onChange: (drive: Drive) => void;
  readonly onBug: (error: unknown, where: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Timers of Node may fire a little early, and a server may count every ms. */
const TIMER_SLACK_MS = 2;

/** Drives one task: polls it, listens for it, answers it, cancels it. What it decides is in `task-course.ts`. */
export class Drive {
  readonly identity: DriveIdentity;
  readonly #services: DriveServices;
  readonly #streams: TaskStreams;
  readonly #way: TaskWay;
  #course: Course;
  #turn = 1;
  #timer: NodeJS.Timeout | undefined;
  #dueAt: number | undefined;
  #lastAnswerAt: number;
  #lastPoll: ExchangeRef | undefined;
  /** What is under way: rounds of polls, updates, cancellations. */
  readonly #working = new Set<Promise<void>>();
  #rounds = 0;
  /** Keys that a responder has answered once; whether or not it arrived. */
  readonly #respondedTo = new Set<string>();
  #closed = false;
  #forgotten = false;

  constructor(
    identity: DriveIdentity,
    start: { readonly course: Course; readonly members: readonly string[] },
    services: DriveServices,
  ) {
    this.identity = identity;
    this.#services = services;
    this.#course = start.course;
    this.#way = new TaskWay(identity, start.members, services);
    this.#lastAnswerAt = services.now();
    this.#streams = new TaskStreams({
      taskId: identity.taskId,
      ...services,
      open: (instanceId) =>
        this.#way.send(listenDraft(identity.base, identity.taskId), instanceId, 'task-listen'),
      nameOf: (instanceId) => this.#way.nameOf(instanceId),
      onAcknowledged: (instanceId) => {
        // What changed before the server began to tell would never be told.
        this.#work(() => this.#round([instanceId]));
      },
      onTold: (instanceId, view, by) => {
        this.#set(afterView(this.#course, { view, by, instanceId, at: services.now() }));
        this.#answerByItself();
        this.#next();
      },
      onChange: () => {
        this.#next();
      },
    });
  }

  /** Goes on, as the course says. */
  start(): void {
    this.#answerByItself();
    this.#next();
  }

  view(): DrivenTask {
    const view = viewOf(this.identity, this.#course, {
      asks: this.#asks(),
      nameOf: (instanceId) => this.#way.nameOf(instanceId),
      listening: this.#streams.acknowledged(),
      listenProblem: this.#streams.problem(),
      nextPollAt: this.#dueAt,
      lastPoll: this.#lastPoll,
    });
    return this.#forgotten
      ? { ...view, state: 'forgotten', says: 'Nobody here asks for it any more.' }
      : view;
  }

  /** What the next start needs to go on; undefined where nothing is left to do. */
  kept(): KeptTask | undefined {
    return this.#forgotten ? undefined : keptOf(this.identity, this.#course, this.#way.members());
  }

  isOver(): boolean {
    return this.#course.state === 'ended' || this.#course.state === 'lost';
  }

  /** Other instances may be there now. */
  refresh(): void {
    if (this.#course.state === 'polling' || this.#course.state === 'waiting') this.#next();
  }

  /** Something came in this exchange, which may be a stream of this task. */
  heard(ref: ExchangeRef): void {
    this.#streams.heard(ref);
  }

  /** Rejects with AppError; see `task.control`. */
  async control({
    action,
    instanceId,
    pollEveryMs,
    routing,
    listen,
  }: Omit<TaskControl, 'id'>): Promise<void> {
    const { handPollMs: before, ...course } = this.#course;
    const handPollMs = pollEveryMs === undefined ? before : (pollEveryMs ?? undefined);
    if (routing !== undefined && routing !== course.routing) this.#turn = 1;
    if (routing !== undefined || listen !== undefined) this.#streams.tryAgain();
    this.#set({
      ...course,
      ...(handPollMs !== undefined && { handPollMs }),
      ...(routing !== undefined && { routing }),
      ...(listen !== undefined && { listen }),
    });
    switch (action) {
      case undefined:
        break;
      case 'pause':
        this.#refuseWhenOver('paused');
        this.#set(without(this.#course, 'paused'));
        break;
      case 'resume':
        if (this.#course.state === 'ended') this.#refuseWhenOver('resumed');
        this.#set({ ...without(this.#course, 'polling'), failures: 0, unknownOn: [] });
        this.#streams.tryAgain();
        break;
      case 'poll-now':
        this.#pollNow(instanceId);
        break;
      case 'cancel':
        this.#refuseWhenOver('cancelled');
        await this.#cancel(instanceId);
        break;
      case 'forget':
        this.#forgotten = true;
        await this.close();
        this.#services.onChange(this);
    }
    this.#next();
  }

  /** Rejects with AppError; see `task.answer`. */
  async answer({ responses, instanceId }: Omit<TaskAnswer, 'id'>): Promise<ExchangeRef> {
    this.#refuseWhenOver('answered');
    const keys = Object.keys(responses);
    if (keys.length === 0)
      throw new AppError('BAD_INPUT', 'There is no answer to send: the responses are empty.');
    for (const key of keys) refuseKey(this.#course, key);
    const { base, taskId } = this.identity;
    const target = instanceId ?? this.#one();
    this.#way.check(target);
    // Before anything is waited for: two answers to one key must not both leave.
    this.#set(
      withInputs(this.#course, keys, ({ problem: _before, ...input }) => ({ ...input, state: 'sending' })),
    );
    let ref: ExchangeRef;
    try {
      ref = await this.#way.send(updateDraft(base, taskId, responses), target, 'update');
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#set(withInputs(this.#course, keys, (input) => ({ ...input, state: 'open', problem })));
      throw error;
    }
    this.#set(withInputs(this.#course, keys, (input) => ({ ...input, sentBy: ref })));
    this.#work(() => this.#afterUpdate(ref, keys));
    return ref;
  }

  /** Asks nobody any more, and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#dueAt = undefined;
    this.#way.cancelAll();
    await Promise.all([this.#streams.close(), ...this.#working]);
  }

  #set(course: Course): void {
    if (this.#closed && !this.#forgotten) return;
    this.#course = course;
    this.#services.onChange(this);
  }

  /** Whoever is to be asked next is, when it is time. */
  #next(): void {
    clearTimeout(this.#timer);
    this.#dueAt = undefined;
    if (this.#closed) return;
    const { state } = this.#course;
    if (state !== 'polling' && state !== 'waiting') {
      this.#streams.want([]);
      this.#services.onChange(this);
      return;
    }
    const asks = this.#asks();
    if (asks.length === 0) {
      this.#streams.want([]);
      this.#set({ ...without(this.#course, 'waiting'), why: this.#nobodyThere() });
      return;
    }
    if (state === 'waiting') this.#course = without(this.#course, 'polling');
    const { listen, routing } = this.#course;
    this.#streams.want(listen === 'off' ? [] : routing === 'all' ? asks : asks.slice(0, 1));
    if (this.#rounds === 0) this.#arm();
    this.#services.onChange(this);
  }

  #arm(): void {
    const now = this.#services.now();
    const due = this.#due(now);
    if (due === undefined) return;
    this.#dueAt = due;
    this.#timer = setTimeout(
      () => {
        this.#work(() => this.#round(inTurn(this.#course.routing, this.#asks(), this.#turn++)));
      },
      due - now + TIMER_SLACK_MS,
    );
  }

  /** Epoch ms of the next poll; while a stream tells of the task instead, only once its time to live has passed. */
  #due(now: number): number | undefined {
    const course = this.#course;
    if (course.listen === 'instead' && this.#streams.acknowledged().length > 0) {
      const expiresAt = expiryOf(course);
      return expiresAt === undefined || course.outlived === true ? undefined : Math.max(now, expiresAt + 1);
    }
    return Math.max(now, this.#lastAnswerAt + delayOf(course));
  }

  #pollNow(instanceId: string | undefined): void {
    if (instanceId !== undefined) this.#way.check(instanceId);
    const targets =
      instanceId === undefined ? inTurn(this.#course.routing, this.#asks(), this.#turn++) : [instanceId];
    if (targets.length === 0) throw new AppError('NOT_FOUND', this.#nobodyThere());
    this.#work(() => this.#round(targets));
  }

  async #round(targets: readonly string[]): Promise<void> {
    if (this.#closed) return;
    this.#rounds += 1;
    clearTimeout(this.#timer);
    this.#dueAt = undefined;
    this.#set({ ...this.#course, polls: this.#course.polls + targets.length });
    try {
      await this.#ask(targets);
    } finally {
      // Also after a mistake of Hopscope's own: else nobody would ever be asked again.
      this.#rounds -= 1;
      this.#next();
    }
  }

  /** One poll of each, and what follows from the answers. */
  async #ask(targets: readonly string[]): Promise<void> {
    const failures: PollFailure[] = [];
    let answered = 0;
    await Promise.all(
      targets.map(async (instanceId) => {
        const { polled, by } = await this.#poll(instanceId);
        if (this.#isClosed()) return;
        this.#lastAnswerAt = this.#services.now();
        if (polled.kind === 'failed') failures.push(polled);
        else if (polled.kind !== 'cancelled') answered += 1;
        this.#learn(polled, instanceId, by);
      }),
    );
    if (this.#isClosed()) return;
    const [failure] = failures;
    if (answered > 0) this.#set(afterSuccess(this.#course, failure?.says));
    else if (failure) {
      const isFinal = failure.final && this.#asks().length === 1;
      this.#set(afterFailure(this.#course, { ...failure, final: isFinal }));
    }
  }

  async #poll(instanceId: string): Promise<{ readonly polled: Polled; readonly by?: ExchangeRef }> {
    const { base, taskId } = this.identity;
    try {
      const ref = await this.#way.send(getDraft(base, taskId), instanceId, 'poll');
      this.#lastPoll = ref;
      this.#services.onChange(this);
      return { polled: readPoll(await this.#way.read(ref), taskId), by: ref };
    } catch (error) {
      // It could not be sent, or its recording was closed before it could be read back.
      if (!(error instanceof AppError)) this.#services.onBug(error, `the task of ${this.identity.tool}`);
      const says = error instanceof Error ? error.message : String(error);
      return { polled: { kind: 'failed', says, final: false } };
    }
  }

  #learn(polled: Polled, instanceId: string, by: ExchangeRef | undefined): void {
    const at = this.#services.now();
    if (polled.kind === 'view' && by) {
      this.#set(afterView(this.#course, { view: polled.view, by, instanceId, at }));
      this.#answerByItself();
    } else if (polled.kind === 'unknown') {
      const name = this.#way.nameOf(instanceId);
      this.#set(afterUnknown(this.#course, { instanceId, asks: this.#asks(), name, at }));
    }
  }

  /** Where responders answer everything that is open; else a person has to. */
  #answerByItself(): void {
    if (this.isOver() || this.#course.state === 'paused') return;
    const { respond } = this.identity.base;
    const answered = this.#respondedTo;
    const responses = responsesByItself(this.#course, {
      settings: this.#services.settings(),
      respond,
      answered,
    });
    if (!responses) return;
    for (const key of Object.keys(responses)) answered.add(key);
    this.#work(async () => {
      await this.answer({ responses });
    });
  }

  async #afterUpdate(ref: ExchangeRef, keys: readonly string[]): Promise<void> {
    const came = readAcknowledgement(await this.#way.read(ref), 'tasks/update');
    if (came.ok) {
      const answered = withInputs(this.#course, keys, (input) => ({ ...input, state: 'answered' }));
      this.#set({ ...answered, answeredKeys: [...answered.answeredKeys, ...keys] });
    } else {
      this.#set(withInputs(this.#course, keys, (input) => ({ ...input, state: 'open', problem: came.says })));
    }
  }

  async #cancel(instanceId: string | undefined): Promise<void> {
    const { base, taskId } = this.identity;
    const ref = await this.#way.send(cancelDraft(base, taskId), instanceId ?? this.#one(), 'task-cancel');
    const { cancelProblem: _before, ...course } = this.#course;
    this.#set({ ...course, cancelAskedAt: this.#services.now(), cancelSentBy: ref });
    this.#work(async () => {
      const came = readAcknowledgement(await this.#way.read(ref), 'tasks/cancel');
      if (!came.ok) this.#set({ ...this.#course, cancelProblem: came.says });
    });
  }

  /** The one instance that an answer or a cancellation goes to. */
  #one(): string {
    const asks = this.#asks();
    const turn = this.#course.routing === 'round-robin' ? this.#turn++ : 0;
    const one = asks[turn % Math.max(1, asks.length)];
    if (one === undefined) throw new AppError('NOT_FOUND', this.#nobodyThere());
    return one;
  }

  #asks(): readonly string[] {
    return this.#way.asks(this.#course.routing);
  }

  #nobodyThere(): string {
    return this.#way.nobodyThere(this.#course.routing);
  }

  #refuseWhenOver(what: string): void {
    const { state } = this.#course;
    if (state !== 'ended' && state !== 'lost') return;
    const how = state === 'ended' ? 'has ended' : 'is lost';
    throw new AppError(
      'CONFLICT',
      `The task of ${this.identity.tool} ${how}: it cannot be ${what} any more.`,
    );
  }

  /** A method, since it may change while something is waited for. */
  #isClosed(): boolean {
    return this.#closed;
  }

  /** Nothing of it may be left when the engine ends; what goes wrong in it stays in it. */
  #work(work: () => Promise<void>): void {
    if (this.#closed) return;
    const done = work()
      .catch((error: unknown) => {
        if (!(error instanceof AppError)) this.#services.onBug(error, `the task of ${this.identity.tool}`);
      })
      .finally(() => this.#working.delete(done));
    this.#working.add(done);
  }
}

/** In another state, and the reason for the one before is gone. */
function without({ why: _why, ...course }: Course, state: Course['state']): Course {
  return { ...course, state };
}
