import type { BatteryRun, RecordedRequest } from './proof-run.ts';
import type { Candidate, Sighting } from './candidates.ts';
import {
  ALL_TURNS,
  confirm,
  contrastOnce,
  FEW_TURNS,
  type Contrast,
  type Pair,
  type Symptom,
} from './confirm.ts';
import type { Needs } from './needs.ts';
import { likelyWrites } from './likely-writes.ts';
import { shrink } from './shrink.ts';
import type { Placement, Trials } from './trial.ts';

/** What was proved of a candidate: the fewest requests that show it. */
export interface Proof {
  readonly candidate: Candidate;
  readonly symptom: Symptom;
  readonly pair: Pair;
  readonly contrast: Contrast;
  /** Where it is shown, and where it goes well. */
  readonly instanceId: string;
  readonly home: string;
  /** Steps whose placement makes it fail, by number. None: the instance itself answers otherwise. */
  readonly culprits: readonly number[];
}

export interface Investigation {
  readonly trials: Trials;
  readonly needs: Needs;
  readonly battery: readonly BatteryRun[];
  readonly instanceIds: readonly string[];
  readonly recorded: (numbers: readonly number[]) => Promise<readonly RecordedRequest[]>;
}

/** So many sightings of one candidate are tried. */
const MOST_SIGHTINGS = 2;
/** Steps before the one that shows it that are tried together; longer and longer. */
const WINDOWS = [8, 40, 400] as const;

/**
 * Tries whether the candidate's step is answered otherwise by where requests go, all else equal, and finds the fewest that
 * show it. Undefined where no trial shows it. Each trial is a real run.
 */
export async function investigate(candidate: Candidate, context: Investigation): Promise<Proof | undefined> {
  const step = context.needs.steps.get(candidate.number);
  if (!step) return undefined;
  const symptom: Symptom = { step, pointer: candidate.pointer };
  for await (const pair of waysToProvoke(candidate, symptom, context)) {
    if (context.trials.spent) return undefined;
    if (!(await contrastOnce(context.trials, symptom, pair))) continue;
    if (!(await confirm(context.trials, symptom, pair, FEW_TURNS))) continue;
    const proof = await prove(candidate, symptom, pair, context);
    if (proof) return proof;
  }
  return undefined;
}

async function* waysToProvoke(
  candidate: Candidate,
  symptom: Symptom,
  context: Investigation,
): AsyncGenerator<Pair> {
  yield* candidate.pairs ?? [];
  for (const sighting of pickSightings(candidate, context)) {
    yield* attempts(symptom, sighting, candidate.wellOn, context);
  }
}

/** Of different instances, where there are; runs that placed one request in one place only come first. */
function pickSightings({ sightings }: Candidate, { battery }: Investigation): readonly Sighting[] {
  const rank = ({ run }: Sighting): number => {
    const name = battery.find(({ summary }) => summary.run === run)?.schedule.choice.name;
    return name === 'pinned' ? 0 : name === 'adversarial' || name === 'round-robin' ? 1 : 2;
  };
  const sorted = [...sightings].sort((a, b) => rank(a) - rank(b));
  const picked = new Map<string, Sighting>();
  for (const sighting of sorted) {
    const kind = `${sighting.instanceId} ${rank(sighting) === 0 ? 'pinned' : 'mixed'}`;
    if (!picked.has(kind)) picked.set(kind, sighting);
  }
  return [...picked.values()].slice(0, MOST_SIGHTINGS + 1);
}

/** Ways to provoke it again: with the fewest steps first. */
async function* attempts(
  { step }: Symptom,
  { run, instanceId }: Sighting,
  wellOn: readonly string[],
  context: Investigation,
): AsyncGenerator<Pair> {
  const { battery, needs, instanceIds } = context;
  const sent = battery.find(({ summary }) => summary.run === run)?.schedule;
  if (!sent) return;
  const at = sent.steps.findIndex(({ number }) => number === step.number);
  if (at < 0) return;
  const needed = needs.of(step.number);
  const before: Placement[] = sent.steps
    .slice(0, at)
    .map(({ number, to }) => ({ number, instanceId: to[0] ?? instanceId }));
  const shows: Placement = { number: step.number, instanceId };
  const others = [...wellOn, ...instanceIds].filter((id) => id !== instanceId);
  const homeOf = (placed: readonly Placement[]): string | undefined =>
    placed.findLast((placement) => placement.instanceId !== instanceId)?.instanceId ?? others[0];
  const closure = before.filter(({ number }) => needed.has(number));
  const home = homeOf(closure);
  if (home === undefined) return;
  yield pairOf([...closure, shows], home, instanceId);
  // Also where this run had put them all on the instance that shows it: what if they had gone elsewhere?
  if (closure.length > 0 && closure.every((placement) => placement.instanceId === instanceId)) {
    const away = closure.map(({ number }) => ({ number, instanceId: home }));
    yield pairOf([...away, shows], home, instanceId);
  }
  yield* writesElsewhere(step.number, instanceId, home, context);
  const quick = before.filter(({ number }) => needed.has(number) || !waits(number, needs));
  let last = closure.length;
  for (const window of WINDOWS) {
    const wanted = new Set(needed);
    for (const { number } of quick.slice(-window))
      for (const each of [number, ...needs.of(number)]) wanted.add(each);
    const kept = quick.filter(({ number }) => wanted.has(number));
    if (kept.length <= last) break;
    last = kept.length;
    const there = homeOf(kept);
    if (there !== undefined) yield pairOf([...kept, shows], there, instanceId);
  }
}

/** So many writes before it are placed otherwise, one at a time. */
const MOST_WRITES = 4;

/** All on the instance that shows it, but for one write: what that instance keeps of the others is not what this one left. */
async function* writesElsewhere(
  number: number,
  instanceId: string,
  home: string,
  { needs, recorded }: Investigation,
): AsyncGenerator<Pair> {
  const likely = await likelyWrites(number, needs, recorded);
  const writes = likely.filter((each) => each < number).slice(0, MOST_WRITES);
  const all = new Set([...needs.of(number), ...writes, ...writes.flatMap((write) => [...needs.of(write)])]);
  const placed = [...all, number].sort((a, b) => a - b);
  for (const write of writes.sort((a, b) => b - a)) {
    const pair = placed.map((each) => ({ number: each, instanceId: each === write ? home : instanceId }));
    yield pairOf(pair, home, instanceId);
  }
}

/** It takes its time, or carries a value of what does. */
function waits(number: number, needs: Needs): boolean {
  return [number, ...needs.of(number)].some((each) => needs.steps.get(each)?.until !== undefined);
}

/** What is on neither of two instances goes to the second one; where it goes well all of it is there. */
function pairOf(placed: readonly Placement[], home: string, instanceId: string): Pair {
  return {
    failing: placed.map((one) => (one.instanceId === instanceId ? one : { ...one, instanceId: home })),
    passing: placed.map((one) => ({ ...one, instanceId: home })),
  };
}

async function prove(
  candidate: Candidate,
  symptom: Symptom,
  pair: Pair,
  { trials, needs }: Investigation,
): Promise<Proof | undefined> {
  const shown = pair.failing.at(-1);
  const home = pair.passing[0]?.instanceId;
  if (!shown || home === undefined) return undefined;
  const needed = needs.of(symptom.step.number);
  const isNeeded = ({ number }: Placement): boolean => needed.has(number) || number === shown.number;
  const keep = (kept: ReadonlySet<number>): Pair => {
    const placed = pair.failing.filter((one) => kept.has(one.number) || isNeeded(one));
    return pairOf(placed, home, shown.instanceId);
  };
  const optional = pair.failing.filter((one) => !isNeeded(one)).map(({ number }) => number);
  const kept = await shrink(
    optional,
    async (part) => (await contrastOnce(trials, symptom, keep(new Set(part)))) !== undefined,
  );
  // What was shrunk may only have held by what trials before it had left behind: then the whole is the witness.
  for (const whole of kept.length < optional.length ? [keep(new Set(kept)), pair] : [pair]) {
    const contrast = await confirm(trials, symptom, whole, ALL_TURNS);
    if (!contrast) continue;
    const culprits = await findCulprits(trials, symptom, whole, shown.instanceId);
    return {
      candidate,
      symptom,
      contrast: culprits.contrast ?? contrast,
      pair: culprits.pair,
      instanceId: shown.instanceId,
      home,
      culprits: culprits.numbers,
    };
  }
  return undefined;
}

/**
 * Whose placement matters? Moves the steps before to the instance that shows it, the last ones first, while it still fails:
 * what cannot be moved is what makes it fail.
 */
async function findCulprits(
  trials: Trials,
  symptom: Symptom,
  pair: Pair,
  instanceId: string,
): Promise<{ readonly pair: Pair; readonly numbers: readonly number[]; readonly contrast?: Contrast }> {
  const away = (placed: readonly Placement[]): number[] =>
    placed.filter((one) => one.instanceId !== instanceId).map(({ number }) => number);
  const fails = async (failing: readonly Placement[]): Promise<Contrast | undefined> =>
    confirm(trials, symptom, { failing, passing: pair.passing }, FEW_TURNS);
  const all = pair.failing.map((one) => ({ ...one, instanceId }));
  if (away(pair.failing).length === 0) return { pair, numbers: [] };
  const alone = await fails(all);
  if (alone) return { pair: { failing: all, passing: pair.passing }, numbers: [], contrast: alone };
  let failing = pair.failing;
  let contrast: Contrast | undefined;
  const movable = away(failing);
  for (const number of movable.length > 1 ? movable.toReversed() : []) {
    const moved = failing.map((one) => (one.number === number ? { ...one, instanceId } : one));
    const still = away(moved).length === 0 ? undefined : await fails(moved);
    if (!still) continue;
    failing = moved;
    contrast = still;
  }
  return { pair: { failing, passing: pair.passing }, numbers: away(failing), ...(contrast && { contrast }) };
}
