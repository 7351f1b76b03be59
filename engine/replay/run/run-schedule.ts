import { counted } from '../../../shared/model/counted.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import {
  STEP_STATES,
  type RunSummary,
  type Schedule,
  type ScheduledStep,
  type StepState,
} from '../../../shared/model/replay-run.ts';
import { AppError } from '../../app-error.ts';
import { pause } from '../../client/pause.ts';
import type { LiveAnswer } from '../live-answer.ts';
import type { MintedValue } from '../plan/live-values.ts';
import { DraftPages } from './draft-pages.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { longestWaitMs, sendUntil } from './poll-until.ts';
import { isRecordedOrder, RecordedOrder, type RecordedSpan } from './recorded-order.ts';
import { stepsByNumber, type RunOrder, type RunParts, type StepsByNumber } from './run-order.ts';
import type { SentStep } from './step-sender.ts';

/**
 * Sends the steps of one schedule, each on the instances that the schedule says. Resolves when all have been sent, or it is known
 * why not: what is planned and was not sent makes the run `incomplete`. Never rejects for what a server does.
 */
export async function runSchedule(order: RunOrder, parts: RunParts): Promise<RunSummary> {
  return new ScheduleRun(order, parts).make();
}

type Outcome = Pick<SentStep, 'ref' | 'answer' | 'why'> &
  Pick<LiveAnswer, 'minted'> & { readonly state: StepState };

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const NOTHING_MINTED: readonly MintedValue[] = [];

class ScheduleRun {
  readonly #order: RunOrder;
  readonly #parts: RunParts;
  readonly #steps: readonly ScheduledStep[];
  readonly #known: StepsByNumber;
  readonly #places: ReadonlyMap<number, number>;
  readonly #drafts: DraftPages;
  readonly #pacer: Pacer;
  /** Absent where the schedule has another order than the recording. */
  readonly #recordedOrder: RecordedOrder | undefined;
  readonly #over: Uint8Array;
  readonly #waiting = new Map<number, (() => void)[]>();
  readonly #counts: Record<StepState, number>;
  readonly #downAt: number;
  #summary: RunSummary;
  #overBeforeDown = 0;
  #down: Promise<void> | undefined;
  #tookDown = false;
  #problem: string | undefined;

  constructor(order: RunOrder, parts: RunParts) {
    const { plan, schedule, run, purpose } = order;
    this.#order = order;
    this.#parts = parts;
    this.#steps = schedule.steps;
    this.#known = stepsByNumber(plan);
    this.#places = new Map(this.#steps.map(({ number }, place) => [number, place]));
    this.#drafts = new DraftPages(
      parts.drafts,
      this.#steps.map(({ number }) => number),
    );
    const spans = this.#steps.map(({ number }) => spanOf(this.#known.get(number)));
    const offsets = spans.map(({ from }) => from).sort((one, other) => one - other);
    this.#pacer = createPacer(order.pace, offsets, () => performance.now());
    this.#recordedOrder = isRecordedOrder(spans) ? new RecordedOrder(spans) : undefined;
    this.#over = new Uint8Array(this.#steps.length);
    const held = purpose === 'witness' ? 0 : plan.steps.filter(({ safety }) => safety === 'held').length;
    this.#counts = { ...NONE, held };
    this.#downAt = this.#placeOfDown(schedule);
    this.#summary = {
      run,
      choice: schedule.choice,
      says: schedule.says,
      purpose,
      state: 'running',
      planned: this.#steps.reduce((sum, { to }) => sum + to.length, 0),
      counts: this.#counts,
      startedAt: parts.now(),
    };
  }

  async make(): Promise<RunSummary> {
    const { signal } = this.#order;
    const giveUp = (): void => {
      this.#parts.sender.giveUp();
      this.#wakeAll();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    this.#tell();
    try {
      if (this.#downAt === 0) void this.#takeDown();
      await Promise.all(this.#lanes().map((lane) => this.#walk(lane)));
    } finally {
      signal.removeEventListener('abort', giveUp);
      // Whatever happened: what was taken down is up again before anybody hears of the end.
      await this.#bringUp();
      await this.#parts.sender.close();
    }
    return this.#end();
  }

  /** Places of the steps of each lane, in the order in which they leave. */
  #lanes(): readonly (readonly number[])[] {
    const { pace } = this.#order;
    // In another order than the recorded one nobody knows what may overlap; and the same seed is to give the same run.
    const most = !this.#recordedOrder ? 1 : pace.kind === 'asap' ? pace.lanes : Number.POSITIVE_INFINITY;
    const lanes = new Map<number, number[]>();
    this.#steps.forEach(({ lane }, place) => {
      const key = lane % most;
      const places = lanes.get(key);
      if (places) places.push(place);
      else lanes.set(key, [place]);
    });
    return [...lanes.values()];
  }

  async #walk(places: readonly number[]): Promise<void> {
    for (const place of places) {
      const step = this.#steps[place];
      if (!step) continue;
      await this.#turn(step, place);
      const known = this.#known.get(step.number);
      if (this.#order.signal.aborted || this.#problem !== undefined || !known) this.#notSent(step);
      else await this.#send(step, known, place);
      this.#isOver(place);
    }
  }

  /** Waits until this step may leave, or nothing leaves any more. */
  async #turn(step: ScheduledStep, place: number): Promise<void> {
    const turn = this.#recordedOrder?.turnOf(place);
    if (turn) await turn;
    for (const number of step.after) {
      const before = this.#places.get(number);
      if (before === undefined || this.#over[before] === 1) continue;
      await this.#whenOver(before);
    }
    if (place >= this.#downAt) await this.#whenDown();
    if (step.pauseMs !== undefined) await pause(step.pauseMs, this.#order.signal);
    if (this.#stopped()) return;
    const waitMs = this.#pacer.waitFor(place, step.to.length);
    if (waitMs > 0) await pause(waitMs, this.#order.signal);
  }

  #stopped(): boolean {
    return this.#order.signal.aborted || this.#problem !== undefined;
  }

  async #send(step: ScheduledStep, known: PlanStep, place: number): Promise<void> {
    const { values, sender } = this.#parts;
    let draft;
    try {
      draft = await this.#drafts.take(place);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#problem ??= error.message;
      this.#wakeAll();
    }
    if (this.#stopped()) {
      this.#notSent(step);
      return;
    }
    if (!draft) {
      this.#skip(step, 'Its request cannot be read from the recording any more.');
      return;
    }
    const rewritten = values.rewrite(step.number, draft);
    if ('missing' in rewritten) {
      this.#skip(step, this.#whyMissing(rewritten.missing.producer.number) ?? rewritten.why);
      return;
    }
    const { draft: filled } = rewritten;
    const until = {
      signal: this.#order.signal,
      mostMs: this.#parts.pollMs ?? longestWaitMs(known, this.#known.get(known.follows ?? -1)),
    };
    await Promise.all(
      step.to.map((instanceId, at) =>
        sendUntil({ step: known, draft: filled, instanceId }, sender, until).then((sent) => {
          this.#cameBack(step.number, instanceId, sent, at === 0);
        }),
      ),
    );
  }

  /** `feeds`: what it minted is what later steps carry. */
  #cameBack(number: number, instanceId: string, sent: SentStep, feeds: boolean): void {
    const { values } = this.#parts;
    const { ref, answer, why } = sent;
    const outcome: Writable<Outcome> = { state: sent.state === 'given-up' ? 'not-sent' : sent.state };
    if (ref) outcome.ref = ref;
    if (why !== undefined) outcome.why = why;
    if (answer) {
      outcome.minted = this.#minted(number, answer, feeds);
      outcome.answer = values.putBack(number, answer);
    }
    this.#tellOutcome(number, instanceId, outcome);
  }

  #minted(number: number, answer: StepAnswer, feeds: boolean): readonly MintedValue[] {
    const { values } = this.#parts;
    if (feeds) return values.learn(number, answer);
    const minted = values.mintedBy(number, answer);
    return minted.length === 0 ? NOTHING_MINTED : minted.map(({ flow, value }) => ({ flow: flow.id, value }));
  }

  /** Where its producer was not even sent; else whoever knows the flow says why. */
  #whyMissing(number: number): string | undefined {
    if (this.#places.has(number)) return undefined;
    const isHeld = this.#known.get(number)?.safety === 'held';
    return `It needs a value of #${String(number)}, which was ${isHeld ? 'held' : 'not sent in this run'}.`;
  }

  #skip({ number, to }: ScheduledStep, why: string): void {
    for (const instanceId of to) this.#tellOutcome(number, instanceId, { state: 'skipped', why });
  }

  #notSent({ number, to }: ScheduledStep): void {
    const why = this.#problem ?? 'The replay was cancelled before its turn.';
    for (const instanceId of to) this.#tellOutcome(number, instanceId, { state: 'not-sent', why });
  }

  #tellOutcome(number: number, instanceId: string, outcome: Outcome): void {
    this.#counts[outcome.state] += 1;
    const { ref, answer, why, state, minted = NOTHING_MINTED } = outcome;
    const live: Writable<LiveAnswer> = { run: this.#order.run, number, instanceId, state };
    if (ref) live.ref = ref;
    if (answer && state !== 'not-sent') live.answer = answer;
    if (why !== undefined) live.why = why;
    if (minted.length > 0) live.minted = minted;
    this.#order.onAnswer(live);
    this.#tell();
  }

  #tell(): void {
    this.#order.onProgress(this.#summary);
  }

  #isOver(place: number): void {
    this.#over[place] = 1;
    this.#recordedOrder?.isOver(place);
    const waiting = this.#waiting.get(place);
    this.#waiting.delete(place);
    for (const wake of waiting ?? []) wake();
    if (place >= this.#downAt) return;
    this.#overBeforeDown += 1;
    if (this.#overBeforeDown === this.#downAt) void this.#takeDown();
  }

  /** Resolves also where nothing leaves any more. */
  #whenOver(place: number): Promise<void> {
    if (this.#stopped()) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(place);
      if (waiting) waiting.push(resolve);
      else this.#waiting.set(place, [resolve]);
    });
  }

  #wakeAll(): void {
    this.#recordedOrder?.stop();
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of all) for (const wake of waiting) wake();
  }

  /** Of failover: the place of the first step that leaves when the instance is down; beyond the end where none does. */
  #placeOfDown({ down }: Schedule): number {
    if (!down) return Number.POSITIVE_INFINITY;
    return this.#places.get(down.beforeStep) ?? Number.POSITIVE_INFINITY;
  }

  /** The key under which those wait who leave once the instance is down. */
  static readonly #DOWN = -1;

  async #whenDown(): Promise<void> {
    if (this.#overBeforeDown < this.#downAt) await this.#whenOver(ScheduleRun.#DOWN);
    await this.#down;
  }

  #takeDown(): Promise<void> {
    this.#down ??= this.#takeInstanceDown();
    const waiting = this.#waiting.get(ScheduleRun.#DOWN) ?? [];
    this.#waiting.delete(ScheduleRun.#DOWN);
    for (const wake of waiting) wake();
    return this.#down;
  }

  async #takeInstanceDown(): Promise<void> {
    const { schedule, signal } = this.#order;
    const { control, nameOf } = this.#parts;
    const instanceId = schedule.down?.instanceId;
    if (instanceId === undefined || signal.aborted) return;
    if (!control.canTakeDown(instanceId)) {
      this.#says(`Hopscope does not run ${nameOf(instanceId)}, so it was left up, and got nothing more.`);
      return;
    }
    this.#tookDown = true;
    try {
      await control.takeDown(instanceId);
      this.#says(`Hopscope took ${nameOf(instanceId)} down.`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#says(`${nameOf(instanceId)} could not be taken down: ${error.message}`);
    }
  }

  #says(more: string): void {
    this.#summary = { ...this.#summary, says: `${this.#summary.says} ${more}` };
  }

  async #bringUp(): Promise<void> {
    const instanceId = this.#order.schedule.down?.instanceId;
    await this.#down?.catch(() => undefined);
    if (!this.#tookDown || instanceId === undefined) return;
    try {
      await this.#parts.control.bringUp(instanceId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#problem ??= `${this.#parts.nameOf(instanceId)} was taken down and did not come up again: ${error.message}`;
    }
  }

  #end(): RunSummary {
    const { skipped, 'not-sent': notSent } = this.#counts;
    const problem = this.#problem ?? whyIncomplete(skipped, notSent, this.#order.signal.aborted);
    this.#summary = {
      ...this.#summary,
      state: problem === undefined ? 'done' : 'incomplete',
      counts: { ...this.#counts },
      endedAt: this.#parts.now(),
      ...(problem !== undefined && { problem }),
    };
    this.#tell();
    return this.#summary;
  }
}

function spanOf(step: PlanStep | undefined): RecordedSpan {
  const { offsetMs: from = 0, tookMs } = step ?? {};
  return { from, ...(tookMs !== undefined && { to: from + tookMs }) };
}

const NONE = Object.fromEntries(STEP_STATES.map((state) => [state, 0])) as Record<StepState, number>;

function whyIncomplete(skipped: number, notSent: number, cancelled: boolean): string | undefined {
  const parts = [
    ...(skipped > 0 ? [`${requests(skipped)} skipped, because a value that it needs never came`] : []),
    ...(notSent > 0
      ? [`${requests(notSent)} not sent${cancelled ? ', because the replay was cancelled' : ''}`]
      : []),
  ];
  return parts.length > 0 ? `${parts.join('; ')}.` : undefined;
}

function requests(count: number): string {
  return counted(count, 'request was', 'requests were');
}
