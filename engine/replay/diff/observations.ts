import type { Difference } from '../../../shared/model/difference.ts';
import type { Era } from '../../../shared/model/instance.ts';
import { jsonOf } from '../../../shared/model/json.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixRow,
  PointerClass,
  StepReport,
} from '../../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../live-answer.ts';
import { AnswerLog, type LoggedAnswer } from './answer-log.ts';
import { diffAnswers, type DiffContext } from './diff-answers.ts';
import { heldAgainstFirst } from './held-against-first.ts';
import { learnedEntries, quietEntries, type LearnedNoise } from './learned-noise.ts';
import { NoiseLedger, type NoisyPlace } from './noise-ledger.ts';
import { circumstanceOf, type Observed, type ObservedRun } from './observed.ts';
import { Placements } from './placements.ts';
import { patternOf, readPlace } from './pointer-pattern.ts';
import { RecordedAnswers } from './recorded-answers.ts';
import {
  isAnswered,
  pointerClassOf,
  rankOf,
  reportedAnswers,
  rowOf,
  worstOf,
  type FinalPointer,
  type StepView,
} from './report-step.ts';
import { classesOfStep, nameIn, type StepEvidence, type StepPointer } from './step-classes.ts';
import { cutValue } from './value-key.ts';

/** What is observed: fixed before the first answer. */
export interface ObservationsSetup {
  readonly captureId: string;
  /** Held ones among them. */
  readonly steps: readonly PlanStep[];
  readonly instances: readonly { readonly id: string; readonly name: string }[];
  /** Noise that is known. */
  readonly noise?: readonly NoiseEntry[];
  /** Arrays whose order says nothing: `METHOD[ NAME] POINTER`. */
  readonly unordered?: readonly string[];
}

/** Steps of one class, or all. */
export interface RowPage {
  readonly rows: readonly MatrixRow[];
  readonly total: number;
}

/**
 * All answers of all runs of a replay, each held against the recorded one as it comes, and what repeated answers show.
 * Neither the order in which answers are added matters, nor whether the recorded answer comes before or after. Keeps
 * differences, not answers. Pure.
 */
export class Observations {
  readonly #setup: ObservationsSetup;
  readonly #indexOf: ReadonlyMap<number, number>;
  readonly #instances: ReadonlyMap<string, number>;
  readonly #contexts: readonly DiffContext[];
  #log: AnswerLog;
  #placements: Placements;
  #runs = new Map<number, ObservedRun>();
  #recorded = new RecordedAnswers();
  /** All noise that is none of what ought never to vary. */
  readonly #noise = new NoiseLedger();
  /** Of that, where only times, ids or numbers differ: it tells of the same place in other steps. */
  readonly #loose = new NoiseLedger();
  /** By index; only steps with differences that are not all as recorded. */
  readonly #classes = new Map<number, readonly StepPointer[]>();
  readonly #stale = new Set<number>();
  /** By index. */
  readonly #refuted = new Set<number>();
  /** Runs that count; all where absent. */
  #counts: ((run: number) => boolean) | undefined;

  constructor(setup: ObservationsSetup) {
    const { steps, instances, unordered = [] } = setup;
    this.#setup = setup;
    this.#indexOf = new Map(steps.map(({ number }, index) => [number, index]));
    this.#instances = new Map(instances.map(({ id }, index) => [id, index]));
    const sets = unordered.map((text) => readPlace(text)).filter((place) => place !== undefined);
    this.#contexts = steps.map((step) => ({
      method: step.method,
      name: nameIn(step),
      unordered: sets,
      compare: step.kind === 'poll' && step.until === undefined ? 'error' : 'whole',
    }));
    this.#log = new AnswerLog(steps.length);
    this.#placements = new Placements(steps);
  }

  /** What a run is: told once for each run; its answers count by it. */
  setRun(run: ObservedRun): void {
    this.#runs.set(run.run, run);
    this.#staleIn(run.run);
  }

  /** The answer that was recorded; absent where there was none. Told again it changes nothing. */
  setRecorded(number: number, answer: StepAnswer | undefined): void {
    this.setRecordedText(number, answer && jsonOf(answer));
  }

  /** The same of its JSON. */
  setRecordedText(number: number, answer: string | undefined): void {
    const index = this.#indexOf.get(number);
    if (index === undefined || answer === undefined) return;
    for (const { row, answer: got } of this.#recorded.set(index, answer)) this.#compare({ index, row }, got);
  }

  /**
   * What became of a step. Its answer, live values put back, is held against the recorded one.
   * @returns What is to be kept of it, see `restore`. Undefined where the step or the instance is none of this replay's.
   */
  add(live: LiveAnswer): Observed | undefined {
    const { answer } = live;
    const outcome = outcomeOf(live);
    const placed = this.#place(outcome);
    if (!placed) return undefined;
    const got = answer ?? (outcome.state === 'failed' ? { failureKind: 'no-answer' } : undefined);
    if (!got) return outcome;
    if (!this.#recorded.has(placed.index)) {
      this.#recorded.wait(placed.index, placed.row, got);
      this.#stale.add(placed.index);
      return outcome;
    }
    outcome.differences = this.#compare(placed, got);
    return outcome;
  }

  /** Takes back what `add` gave, such as from a journal. */
  restore({ differences, ...outcome }: Observed): void {
    const placed = this.#place(outcome);
    if (placed && differences) this.#keep(placed, differences);
  }

  /** Trials have shown that no instance makes a difference to this step: what came before does. */
  refute(number: number): void {
    const index = this.#indexOf.get(number);
    if (index !== undefined) this.#refuted.add(index);
  }

  /** What was seen of a step at each pointer at which it is not always as recorded, the worst first. */
  classesOf(number: number): readonly PointerClass[] {
    const view = this.#viewOf(number);
    return view ? view.pointers.map((pointer) => pointerClassOf(view, pointer)) : [];
  }

  /** The same as far as runs in one era go. What is added later does not show in it. */
  inEra(era: Era): Observations {
    const part = new Observations(this.#setup);
    part.#log = this.#log;
    part.#placements = this.#placements;
    part.#runs = this.#runs;
    part.#recorded = this.#recorded;
    part.#counts = (run) => this.#runs.get(run)?.era === era;
    this.#refresh();
    for (const index of this.#classes.keys()) part.#stale.add(index);
    return part;
  }

  #answersOf(index: number): readonly LoggedAnswer[] {
    const answers = [...this.#log.answersOf(index)];
    const counts = this.#counts;
    return counts ? answers.filter(({ run }) => counts(run)) : answers;
  }

  /** The worst class of a step's pointers; undefined where nobody answered it. */
  classOf(number: number): DifferenceClass | undefined {
    const index = this.#indexOf.get(number);
    if (index === undefined || !isAnswered(this.#answersOf(index))) return undefined;
    this.#refresh();
    return this.#classOf(index);
  }

  /** @throws RangeError where the step is none of this replay's. */
  row(number: number): MatrixRow {
    const view = this.#viewOf(number);
    if (!view) throw new RangeError(`#${String(number)} is no step of this replay`);
    return rowOf(view);
  }

  /** Rows in the order of the plan, those of one class where it is given. */
  rows(from: number, limit: number, only?: DifferenceClass): RowPage {
    this.#refresh();
    const { steps } = this.#setup;
    const fitting = only === undefined ? steps : steps.filter((_, index) => this.#classOf(index) === only);
    return {
      rows: fitting.slice(from, from + limit).map(({ number }) => this.row(number)),
      total: fitting.length,
    };
  }

  /** @throws RangeError where the step is none of this replay's. */
  stepReport(number: number): StepReport {
    const view = this.#viewOf(number);
    if (!view) throw new RangeError(`#${String(number)} is no step of this replay`);
    return {
      ...rowOf(view),
      recorded: { captureId: this.#setup.captureId, number },
      classes: view.pointers.map((pointer) => pointerClassOf(view, pointer)),
      answers: reportedAnswers(view),
    };
  }

  /**
   * Numbers of the steps that a report has to name, in the order of the plan: where answers differ by more than noise, and where
   * one is missing.
   */
  telling(): readonly number[] {
    this.#refresh();
    const missing = (index: number): boolean => {
      const answers = this.#answersOf(index).filter(({ run }) => this.#runs.get(run)?.purpose !== 'witness');
      return answers.length === 0 || answers.some(({ state }) => state !== 'answered' && state !== 'failed');
    };
    return this.#setup.steps.flatMap(({ number }, index) => {
      const pointers = this.#classes.has(index) ? this.#pointersOf(index) : [];
      const [worst] = pointers;
      const says = worst && (worst.classified.class !== 'noise' || worst.classified.violates === true);
      return says === true || missing(index) ? [number] : [];
    });
  }

  /** Steps by their class, without those that are held. */
  classCounts(): Record<DifferenceClass, number> {
    this.#refresh();
    const counts = { sticky: 0, noise: 0, 'order-dependent': 0, changed: 0, unclear: 0, stable: 0 };
    for (const [index, { safety }] of this.#setup.steps.entries()) {
      if (safety !== 'held') counts[this.#classOf(index)] += 1;
    }
    return counts;
  }

  /** Noise that was learnt, each with its evidence, in a fixed order; and known entries whose places did not vary any more. */
  learned(since: string): LearnedNoise {
    this.#refresh();
    return {
      entries: learnedEntries(this.#noise, since, (step, pattern) => {
        const { number = 0 } = this.#setup.steps[step] ?? {};
        const found = this.classesOf(number).find(
          ({ pointer, class: own }) => own === 'noise' && patternOf(pointer) === pattern,
        );
        return `#${String(number)}: ${found?.because ?? ''}`;
      }),
      quiet: quietEntries(
        this.#setup,
        new Set([...this.#classes.values()].flat().map(({ known }) => known)),
        (step) => this.#isRepeated(step),
      ),
    };
  }

  #isRepeated(index: number): boolean {
    const compared = this.#answersOf(index).filter((answer) => answer.compared);
    const seen = compared.map(({ run, instance }) => {
      const known = this.#runs.get(run);
      return `${String(instance)} ${known ? circumstanceOf(known) : String(run)}`;
    });
    return new Set(seen).size < seen.length;
  }

  #place(outcome: Observed): Placed | undefined {
    const index = this.#indexOf.get(outcome.number);
    const instance = this.#instances.get(outcome.instanceId);
    if (index === undefined || instance === undefined) return undefined;
    const row = this.#log.append(index, instance, outcome);
    const isTrial = this.#runs.get(outcome.run)?.purpose === 'witness';
    const came = outcome.state === 'answered' || outcome.state === 'failed';
    // Where other steps of the run went tells of theirs, too.
    if (came && !isTrial && this.#placements.add(outcome.run, index, instance)) this.#staleIn(outcome.run);
    return { index, row };
  }

  #compare({ index, row }: Placed, got: StepAnswer): readonly Difference[] {
    const recorded = this.#recorded.isSame(index, got) ? undefined : this.#recorded.of(index);
    const context = this.#contexts[index];
    const differences =
      recorded && context ? diffAnswers(recorded, got, context).map(cutDifference) : NO_DIFFERENCES;
    this.#keep({ index, row }, differences);
    return differences;
  }

  #keep({ index, row }: Placed, differences: readonly Difference[]): void {
    this.#log.compared(row, differences);
    // As long as all answers of a step are as recorded there is nothing to work out.
    if (differences.length > 0 || this.#classes.has(index)) this.#stale.add(index);
  }

  /** What was answered in a run has to be looked at again, where there is anything to see. */
  #staleIn(run: number): void {
    for (const index of this.#placements.stepsOf(run)) {
      if (this.#classes.has(index)) this.#stale.add(index);
    }
  }

  /** Works out the classes of what has changed since the last question. */
  #refresh(): void {
    for (const index of this.#stale) {
      const evidence = this.#evidenceOf(index);
      const pointers = evidence ? classesOfStep(evidence, this.#setup.noise ?? []) : [];
      this.#classes.set(index, pointers);
      const noisy = pointers.filter(
        ({ classified }) => classified.reason === 'repeats-differ' && !classified.violates,
      );
      this.#noise.tell(
        index,
        noisy.map(({ pointer }) => this.#placeOf(index, pointer)),
      );
      const loose = noisy.filter(({ classified }) => classified.loose);
      this.#loose.tell(
        index,
        loose.map(({ pointer }) => this.#placeOf(index, pointer)),
      );
    }
    this.#stale.clear();
  }

  #placeOf(index: number, pointer: string): NoisyPlace {
    const step = this.#setup.steps[index];
    return { method: step?.method ?? '', name: step ? nameIn(step) : '', pattern: patternOf(pointer) };
  }

  #evidenceOf(index: number): StepEvidence | undefined {
    const step = this.#setup.steps[index];
    if (!step) return undefined;
    const shared = { index, step, runs: this.#runs, placements: this.#placements };
    const answers = this.#answersOf(index);
    const waiting = this.#recorded.waitingOf(index);
    if (waiting.length === 0) return { ...shared, isRecorded: true, answers, log: this.#log };
    const context = this.#contexts[index] ?? { method: step.method, name: '' };
    return { ...shared, isRecorded: false, ...heldAgainstFirst(answers, waiting, this.#log, context) };
  }

  /** The classes of a step's pointers as they are in the end, the worst first. */
  #pointersOf(index: number): readonly FinalPointer[] {
    const pointers = (this.#classes.get(index) ?? []).map((own): FinalPointer => {
      const { loose, class: before, violates } = own.classified;
      if (this.#refuted.has(index) && (violates || before === 'sticky' || before === 'unclear')) {
        return { ...own, classified: { class: 'order-dependent', reason: 'refuted' } };
      }
      if (!loose || before === 'noise') return own;
      const at = this.#loose.firstStep(this.#placeOf(index, own.pointer));
      if (at === undefined) return own;
      const noiseAt = this.#setup.steps[at]?.number ?? 0;
      return { ...own, classified: { class: 'noise', reason: 'noise-elsewhere' }, noiseAt };
    });
    return pointers.sort(
      (one, other) =>
        rankOf(one.classified) - rankOf(other.classified) || (one.pointer < other.pointer ? -1 : 1),
    );
  }

  #classOf(index: number): DifferenceClass {
    const pointers = this.#classes.has(index) ? this.#pointersOf(index) : [];
    return worstOf(pointers, pointers.length > 0 || isAnswered(this.#answersOf(index))).class;
  }

  #viewOf(number: number): StepView | undefined {
    const index = this.#indexOf.get(number);
    const evidence = index === undefined ? undefined : this.#evidenceOf(index);
    if (index === undefined || !evidence) return undefined;
    this.#refresh();
    const { instances, steps } = this.#setup;
    return {
      evidence,
      pointers: this.#pointersOf(index),
      instances,
      numberOf: (other) => steps[other]?.number ?? 0,
    };
  }
}

interface Placed {
  readonly index: number;
  readonly row: number;
}

function cutDifference({ left, right, ...difference }: Difference): Difference {
  return {
    ...difference,
    ...(left !== undefined && { left: cutValue(left) }),
    ...(right !== undefined && { right: cutValue(right) }),
  };
}

/** Written out, as there is one for each answer. */
function outcomeOf({ run, number, instanceId, state, ref, why }: LiveAnswer): Writable<Observed> {
  const outcome: Writable<Observed> = { run, number, instanceId, state };
  if (ref) outcome.ref = ref;
  if (why !== undefined) outcome.why = why;
  return outcome;
}

const NO_DIFFERENCES: readonly Difference[] = [];

type Writable<T> = { -readonly [K in keyof T]: T[K] };
