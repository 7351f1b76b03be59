import { randomBytes } from 'node:crypto';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { ReplayReport, ReplayWish, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixRow,
  ReplayComparison,
  ReplayState,
  StepReport,
} from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import { untilClosed } from '../../instances/instance-control.ts';
import type { Observations } from '../diff/observations.ts';
import { exchangeKey, wholeExchange, type WholeExchange } from '../report/whole-exchange.ts';
import { secretsOf } from '../report/secrets.ts';
import { ReplayJournal } from './journal.ts';
import type { ReplayCourse } from './course-runner.ts';
import { makeReplay, wantedSchedules } from './make-replay.ts';
import { Plans, type KeptPlan, type Page } from './plans.ts';
import { productionHosts } from './production-hosts.ts';
import { RecordedSteps } from './recorded-steps.ts';
import { ReplayRecord } from './replay-record.ts';
import { observationsOf, ReplayShelf } from './replay-shelf.ts';
import type { ReplaysOptions } from './replays-options.ts';

/** Replays and proofs: one at a time; those of earlier runs of Hopscope are read back. */
export interface Replays {
  readonly plans: Plans;
  /**
   * Starts one; what comes of it goes to `onState`. Rejects with AppError: NOT_FOUND, BAD_INPUT, NEEDS_CONSENT for what cannot
   * be sent to, or not without a person's word; CONFLICT while there is one under way.
   */
  start(wish: ReplayWish): Promise<ReplayState>;
  /** The last one where no id is given; undefined where there is none. */
  get(id?: string): ReplayState | undefined;
  /** The last one first. */
  list(): readonly ReplayState[];
  /** False where it is not under way (any more). */
  cancel(id: string): boolean;
  /** As the following ones, rejects with AppError NOT_FOUND where there is no such replay or step. */
  matrix(
    id: string,
    page: Page,
    only?: DifferenceClass,
  ): Promise<{ readonly rows: readonly MatrixRow[]; readonly total: number }>;
  step(id: string, number: number): Promise<StepReport>;
  report(id: string, format: ReplayReport): Promise<string>;
  compare(left: string, right: string, page: Page): Promise<ReplayComparison>;
  noise(id: string): Promise<string>;
  /** An exchange with what replays have sent in its place, or with what it repeats as that is called now. */
  linked(detail: ExchangeDetail): Promise<ExchangeDetail>;
  /** Cancels and waits for the end. */
  close(): Promise<void>;
}

/** Longest wait for one answer where nobody says anything, in ms. */
const TIMEOUT_MS = 30_000;

/** Opens what earlier runs of Hopscope have left. */
export async function createReplays(options: ReplaysOptions): Promise<Replays> {
  const { directory, captureOf, onProblem } = options;
  const names = { idOf: (path: string) => captureOf({ path })?.captureId };
  return new EngineReplays(options, await ReplayShelf.open(directory, names, onProblem));
}

interface Running {
  readonly record: ReplayRecord;
  readonly abort: AbortController;
}

class EngineReplays implements Replays {
  readonly plans: Plans;
  readonly #options: ReplaysOptions;
  readonly #shelf: ReplayShelf;
  #last: Running | undefined;
  /** Those whose journals are not written to their ends yet. */
  readonly #open = new Set<Promise<void>>();
  #starting = false;
  readonly #closing = new AbortController();

  constructor(options: ReplaysOptions, shelf: ReplayShelf) {
    this.#options = options;
    this.#shelf = shelf;
    this.plans = new Plans(options.source);
  }

  async start(wish: ReplayWish): Promise<ReplayState> {
    if (this.#underWay() || this.#starting) {
      throw new AppError('CONFLICT', 'A replay is under way: wait, or cancel that first.');
    }
    if (this.#closing.signal.aborted)
      throw new AppError('CANCELLED', 'Hopscope is ending: nothing is sent any more.');
    this.#starting = true;
    try {
      return await this.#start({ ...wish, instanceIds: [...new Set(wish.instanceIds)] });
    } finally {
      this.#starting = false;
    }
  }

  get(id?: string): ReplayState | undefined {
    const states = this.#shelf.states();
    return id === undefined ? states[0] : states.find((state) => state.id === id);
  }

  list(): readonly ReplayState[] {
    return this.#shelf.states();
  }

  cancel(id: string): boolean {
    const running = this.#underWay();
    if (running?.record.state.id !== id) return false;
    running.abort.abort();
    return true;
  }

  #underWay(): Running | undefined {
    return this.#last?.record.state.state === 'running' ? this.#last : undefined;
  }

  async matrix(id: string, { from, limit }: Page, only?: DifferenceClass) {
    const { state, observations } = await this.#shelf.find(id);
    const { rows, total } = observations.rows(from, limit, only);
    return { rows: rows.map((row) => this.#shelf.translatedRow(state, row)), total };
  }

  async step(id: string, number: number): Promise<StepReport> {
    const { state, steps, observations } = await this.#shelf.find(id);
    if (!steps.some((step) => step.number === number)) {
      throw new AppError('NOT_FOUND', `#${String(number)} is no step of this replay.`, { id, number });
    }
    await this.#readRecorded(state, observations, number);
    return this.#shelf.translated(state, observations.stepReport(number));
  }

  async report(id: string, format: ReplayReport): Promise<string> {
    const shelved = await this.#shelf.find(id);
    const exchanges = format === 'junit' ? new Map() : await this.#exchanges(shelved.state);
    return this.#options.report({ ...shelved, state: shelved.state, exchanges }, format);
  }

  /** Those of witnesses, whole; without the ones whose capture is closed by now. */
  async #exchanges(state: ReplayState): Promise<Map<string, WholeExchange>> {
    const { exchange, fillVariable } = this.#options;
    const secrets = secretsOf(state.wish.plan.variables, fillVariable);
    const found = new Map<string, WholeExchange>();
    for (const { failing, passing } of state.verdict?.witnesses ?? []) {
      for (const { ref } of [failing, passing]) {
        const detail = await exchange(this.#shelf.translatedRef(state, ref)).catch(noneIfClosed);
        if (detail) found.set(exchangeKey(ref), wholeExchange(detail, secrets));
      }
    }
    return found;
  }

  async compare(left: string, right: string, page: Page): Promise<ReplayComparison> {
    const both = [await this.#shelf.find(left), await this.#shelf.find(right)] as const;
    const [one, other] = [both[0].state.recording, both[1].state.recording];
    if (one.path !== other.path || (one.path === '' && one.captureId !== other.captureId)) {
      throw new AppError(
        'BAD_INPUT',
        'They are replays of two recordings: only those of one can be compared.',
      );
    }
    return this.#options.compare(both, page);
  }

  async noise(id: string): Promise<string> {
    return this.#options.noiseText(await this.#shelf.find(id));
  }

  async linked(detail: ExchangeDetail): Promise<ExchangeDetail> {
    const { replayed } = detail;
    const repeatedBy = await this.#shelf.repeatsOf(detail.ref);
    const recording = replayed && this.get(replayed.id)?.recording;
    return {
      ...detail,
      ...(replayed && recording && { replayed: { ...replayed, captureId: recording.captureId } }),
      ...(repeatedBy.length > 0 && { repeatedBy }),
    };
  }

  async close(): Promise<void> {
    this.#closing.abort(new AppError('CANCELLED', 'Hopscope is ending.'));
    this.#last?.abort.abort();
    await Promise.all([...this.#open]);
  }

  /** Of an earlier run: what was recorded is in the capture, and nowhere else; without it the step is shown all the same. */
  async #readRecorded({ recording }: ReplayState, observations: Observations, number: number): Promise<void> {
    if (!this.#options.captureOf({ id: recording.captureId })) return;
    const found = await this.#options.source.steps(recording.captureId, [number]).catch(() => []);
    for (const step of found) observations.setRecordedText(step.number, step.answer);
  }

  async #start(wish: ReplayWish): Promise<ReplayState> {
    const { instances, fillVariable, captureOf, now, source } = this.#options;
    const targets = wish.instanceIds.map((id) => instances.ready(id).instance);
    if (wish.confirmed !== true) refuseProduction(productionHosts(targets));
    const variables = wish.plan.variables.map(({ recorded, value }) => ({
      recorded,
      value: fillVariable(value),
    }));
    const kept = await this.plans.make(wish.plan);
    refuseEmpty(kept);
    const { plan, held } = kept;
    const schedule = (choice: ScheduleChoice) => source.schedule(plan, choice, wish.instanceIds);
    // What cannot be made is told before anything is sent.
    if (wish.kind === 'replay') wantedSchedules(wish).forEach(schedule);
    const { captureId, captureName } = plan;
    const id = newId(now());
    const state: ReplayState = {
      id,
      wish,
      state: 'running',
      recording: captureOf({ id: captureId }) ?? { captureId, name: captureName, path: '' },
      instances: targets.map((instance) => ({ id: instance.id, name: instance.name })),
      steps: plan.steps.length,
      held,
      runs: [],
      doing: 'starting',
      done: 0,
      planned: 0,
      startedAt: now(),
    };
    const { record, journal } = this.#record(state, kept);
    const abort = new AbortController();
    const course: ReplayCourse = {
      wish,
      plan,
      variables,
      record,
      recorded: new RecordedSteps(
        plan.steps.length,
        (numbers) => source.steps(captureId, numbers),
        ({ number, answer }) => {
          record.observations.setRecordedText(number, answer);
        },
      ),
      schedule,
      senderOf: (run) =>
        this.#options.senderOf({
          replayed: { id, run, captureId, captureName },
          timeoutMs: wish.timeoutMs ?? TIMEOUT_MS,
        }),
      control: untilClosed(this.#options.control, this.#closing.signal),
      nameOf: (wanted) => state.instances.find((one) => one.id === wanted)?.name ?? wanted,
      signal: abort.signal,
      now,
    };
    this.#last = { record, abort };
    const over = makeReplay(course, this.#options).finally(() => journal.close());
    this.#open.add(over);
    void over.finally(() => this.#open.delete(over));
    return record.state;
  }

  #record(state: ReplayState, { plan }: KeptPlan): { record: ReplayRecord; journal: ReplayJournal } {
    const { id } = state;
    const observations = observationsOf(state, plan.steps);
    const journal = new ReplayJournal(
      this.#shelf.pathOf(id),
      (reason) => {
        this.#options.onProblem(
          `What replay ${id} comes to is not kept for the next start of Hopscope: ${reason}`,
        );
      },
      this.#options.recorded,
      this.#options.withoutSecrets,
    );
    journal.begin(state, plan.steps);
    const record = new ReplayRecord(state, {
      observations,
      journal,
      onState: this.#options.onState,
      pathOf: (captureId) => this.#options.captureOf({ id: captureId })?.path,
    });
    this.#shelf.add(id, record, { steps: plan.steps, observations });
    return { record, journal };
  }
}

function noneIfClosed(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}

/** Sorts by time, and is a file's name everywhere. */
function newId(now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

function refuseProduction(hosts: readonly string[]): void {
  if (hosts.length === 0) return;
  const looks = hosts.length === 1 ? 'looks' : 'look';
  throw new AppError(
    'NEEDS_CONSENT',
    `${hosts.join(', ')} ${looks} like production. Confirm that the recorded requests may be sent there.`,
    { hosts },
  );
}

function refuseEmpty({ plan, held }: KeptPlan): void {
  if (plan.steps.length > held) return;
  throw new AppError(
    'BAD_INPUT',
    plan.steps.length === 0
      ? 'Nothing in this recording can be sent again: the plan says why.'
      : 'Every step is held, so nothing would be sent: allow the tools that may be called.',
  );
}
