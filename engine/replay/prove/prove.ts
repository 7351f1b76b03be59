import type { ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { Verdict, Witness } from '../../../shared/model/replay-verdict.ts';
import { batteryOf } from './battery.ts';
import { findCandidates, type Candidate, type CandidateGroup } from './candidates.ts';
import { judgeCause } from './causes.ts';
import { crossingCandidate, crossingTrial, isShown, missingCrossings } from './crossings.ts';
import { investigate } from './investigate.ts';
import type { CauseContext } from './judgement.ts';
import { MintedValues, proveMintedTwice } from './minted-twice.ts';
import { Needs } from './needs.ts';
import type { BatteryRun, ProofOptions } from './proof-run.ts';
import { seenRows } from './seen-rows.ts';
import { Trials } from './trial.ts';
import { proveVariation } from './vary.ts';
import { verdictOf, type Search } from './verdict-of.ts';
import { variationWitness, witnessOf } from './witness.ts';
import { namesOf, stepWords } from './wording.ts';

/** So many runs may the search for witnesses take, unless it is told otherwise. */
const MOST_TRIALS = 400;
/** More kinds of violation than this are not taken apart: what is found first is to be mended first. */
const MOST_WITNESSES = 5;
/** So many of a group are tried where the first ones show nothing. */
const MOST_OF_A_GROUP = 2;
/** Groups that are only suspected of hanging on more than what came before. */
const MOST_SUSPECTED = 8;

/**
 * Proves that a fleet gives the same answers wherever requests go, or that it does not: sends the battery, looks for what
 * differs, and takes each kind of difference apart until the fewest requests that show it are left. Only what trials have shown
 * again counts as a violation. Pure but for the runner that it is given.
 *
 * Decision: docs/decisions/0018-proof.md
 */
export async function prove(options: ProofOptions): Promise<Verdict> {
  const proof = new Proving(options);
  await proof.sendBattery();
  const search = await proof.search();
  const { plan, observed, instances, breather } = options;
  const numbers = plan.steps.map(({ number }) => number);
  const rows = await seenRows(observed, numbers, breather);
  return verdictOf({ plan, rows, instances, runs: proof.battery.map(({ summary }) => summary) }, search);
}

class Proving {
  readonly battery: BatteryRun[] = [];
  readonly #options: ProofOptions;
  readonly #needs: Needs;
  readonly #trials: Trials;
  readonly #minted: MintedValues;
  readonly #stateful: Witness[] = [];
  readonly #varying: Witness[] = [];
  readonly #refuted: number[] = [];
  readonly #untried: number[] = [];
  #looking = '';

  constructor(options: ProofOptions) {
    const { run, instances, signal, mostTrials = MOST_TRIALS } = options;
    this.#options = options;
    this.#needs = new Needs(options.plan);
    this.#minted = new MintedValues(this.#needs);
    this.#trials = new Trials({
      run,
      instances,
      signal,
      most: mostTrials,
      onTrial: (sent) => {
        options.onDoing(`${this.#looking}: trial ${String(sent)} of at most ${String(mostTrials)}`);
      },
    });
  }

  async sendBattery(): Promise<void> {
    const { plan, wish, canGoDown, schedule, run, signal, onDoing } = this.#options;
    const choices = batteryOf(plan, wish, canGoDown);
    for (const [index, choice] of choices.entries()) {
      if (signal.aborted) return;
      onDoing(`${choice.name}, run ${String(index + 1)} of ${String(choices.length)}`);
      const planned = schedule(choice);
      const summary = await run({
        schedule: planned,
        purpose: 'battery',
        onAnswer: (answer) => {
          this.#minted.add(answer);
        },
      });
      this.battery.push({ schedule: planned, summary });
    }
  }

  async search(): Promise<Search> {
    const { signal, instances } = this.#options;
    if (instances.length > 0 && !signal.aborted) {
      await this.#searchMinted();
      await this.#searchGroups();
      await this.#searchCrossings();
    }
    return {
      stateful: this.#stateful,
      varying: this.#varying,
      refuted: this.#refuted,
      untried: this.#untried,
      trials: this.#trials.sent,
      cancelled: signal.aborted,
    };
  }

  async #searchMinted(): Promise<void> {
    for (const suspicion of this.#minted.suspicions()) {
      this.#looking = `Do two instances give out the same id (#${String(suspicion.number)})?`;
      const witness = await proveMintedTwice(this.#minted, suspicion, this.#context());
      if (witness) this.#stateful.push(witness);
    }
  }

  async #searchGroups(): Promise<void> {
    const groups = findCandidates(this.#needs, this.#options.observed, this.#baselineRuns());
    let suspected = 0;
    for (const group of groups) {
      const numbers = group.candidates.map(({ number }) => number);
      const isSure = group.candidates.some(({ class: is }) => is === 'sticky' || is === 'noise');
      if (!isSure) suspected += 1;
      const enough = this.#isEnough();
      if (this.#trials.spent || enough) {
        if (isSure && !enough) this.#untried.push(...numbers);
      } else if (isSure || suspected <= MOST_SUSPECTED) await this.#tryGroup(group, isSure);
    }
  }

  /** Carries each kind of value between the instances between which no run has carried it. */
  async #searchCrossings(): Promise<void> {
    const { instances, recorded, observed } = this.#options;
    const context = this.#context();
    const schedules = this.battery.map(({ schedule }) => schedule);
    const crossings = missingCrossings(
      this.#needs,
      schedules,
      instances.map(({ id }) => id),
    );
    const answers = await recorded([...new Set(crossings.map(({ number }) => number))]);
    for (const crossing of crossings) {
      const { number } = crossing;
      if (isShown(crossing, this.#stateful, this.#needs) || this.#trials.spent || this.#isEnough()) continue;
      this.#looking = `Do instances take each other’s values (#${String(number)})?`;
      const answer = await this.#trials.ask(crossingTrial(crossing, this.#needs), number);
      const before = answers.find((each) => each.number === number);
      const candidate = crossingCandidate(crossing, answer, before, { ...context, observed });
      if (candidate) await this.#tryPlacement(candidate, [candidate]);
    }
  }

  #isEnough(): boolean {
    return this.#stateful.length + this.#varying.length >= MOST_WITNESSES;
  }

  async #tryGroup({ candidates }: CandidateGroup, isSure: boolean): Promise<void> {
    const numbers = candidates.map(({ number }) => number);
    for (const candidate of candidates.slice(0, MOST_OF_A_GROUP)) {
      const step = this.#needs.steps.get(candidate.number);
      this.#looking = `What makes ${step ? stepWords(step) : `#${String(candidate.number)}`} differ?`;
      const alike = numbers.filter((number) => number !== candidate.number);
      const found =
        candidate.kind === 'varies'
          ? await this.#tryVariation(candidate, alike)
          : await this.#tryPlacement(candidate, candidates);
      if (found) return;
    }
    if (this.#trials.spent) {
      if (isSure) this.#untried.push(...numbers);
      return;
    }
    for (const number of numbers) this.#options.observed.refute(number);
    this.#refuted.push(...numbers);
  }

  async #tryPlacement(candidate: Candidate, group: readonly Candidate[]): Promise<boolean> {
    const before = this.#trials.sent;
    const context = this.#context(group);
    const proof = await investigate(candidate, context);
    if (!proof) return false;
    const judgement = await judgeCause(proof, context);
    const trials = this.#trials.sent - before;
    const alike = group.map(({ number }) => number).filter((number) => number !== candidate.number);
    const witness = witnessOf(proof, judgement, { ...context, trials, alike });
    if (witness) this.#stateful.push(witness);
    return witness !== undefined;
  }

  async #tryVariation(candidate: Candidate, alike: readonly number[]): Promise<boolean> {
    const before = this.#trials.sent;
    const context = this.#context();
    for (const { id } of this.#options.instances) {
      const variation = await proveVariation(candidate, id, context);
      if (!variation) continue;
      const trials = this.#trials.sent - before;
      const witness = variationWitness(variation, { ...context, trials, alike });
      if (witness) this.#varying.push(witness);
      return witness !== undefined;
    }
    return false;
  }

  /** The two of one and the same instance, which tell what is expected and what is noise. */
  #baselineRuns(): ReadonlySet<number> {
    const [first] = this.#options.instances;
    const isBaseline = ({ name, instanceId }: ScheduleChoice): boolean =>
      name === 'pinned' && (instanceId ?? first?.id) === first?.id;
    return new Set(
      this.battery.flatMap(({ schedule, summary }) => (isBaseline(schedule.choice) ? [summary.run] : [])),
    );
  }

  #context(alike: readonly Candidate[] = []): CauseContext {
    const { instances, recorded } = this.#options;
    return {
      trials: this.#trials,
      needs: this.#needs,
      battery: this.battery,
      instanceIds: instances.map(({ id }) => id),
      nameOf: namesOf(instances),
      recorded,
      alike,
    };
  }
}
