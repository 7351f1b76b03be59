import type { DifferenceClass } from '../../../shared/model/replay-verdict.ts';

/** What stood at one pointer in one answer to a step. */
export interface Sight {
  readonly run: number;
  /** Index of the instance. */
  readonly instance: number;
  /** Equal texts: the same schedule with the same seed, so that the same came before. */
  readonly circumstance: string;
  /** Equal keys are equal values. */
  readonly key: number;
  /** Equal shapes differ in times, ids, tokens and numbers only; 0: there is none of these in it. */
  readonly shape: number;
  /** All that the step builds on was answered by the same instance. */
  readonly together: boolean;
  /** No other instance was asked in that run. */
  readonly alone: boolean;
  /** The steps of that run came in another order than in the recording. */
  readonly reordered: boolean;
}

/** What is known of a pointer besides its values. */
export interface PointerFacts {
  /** Key of the recorded value; undefined where there is no recorded answer. */
  readonly recorded: number | undefined;
  /** The step builds on others: then it matters where those went, else whether any other instance was asked. */
  readonly builds: boolean;
  /** Status, error or no error, order and members of a list: see isStructural. */
  readonly structural: boolean;
  /** It is the order of a list. */
  readonly order: boolean;
  /** A person knows it for noise. */
  readonly known: boolean;
  /** It stands beside the answer: see isBeside. */
  readonly beside?: boolean;
}

/** Why a pointer is of its class. The sentence is written from it: see because.ts. */
export const REASONS = [
  'known',
  'beside', // what a server says beside its answer
  'same',
  'noise-elsewhere',
  'once',
  'alike', // everywhere, unlike the recording
  'repeats-differ', // on one instance, the same schedule again
  'moves-on', // one way only: what earlier runs left behind would do that
  'by-instance',
  'by-instance-few',
  'when-apart',
  'when-apart-few',
  'when-mixed',
  'first-run',
  'reordered',
  'came-before',
  'refuted', // in trials with the same requests in the same places it did not come again
  'few',
] as const;
export type Reason = (typeof REASONS)[number];

export interface Classified {
  readonly class: DifferenceClass;
  readonly reason: Reason;
  readonly violates?: true;
  /** All that differs are times, ids, tokens or numbers: noise at the same place of another step tells of this one, too. */
  readonly loose?: true;
}

/**
 * The class of one pointer of one step, from all that was seen there. A rule for small samples instead of percentages: that
 * instances differ counts only where one of them was asked at least twice and said the same each time; two of them, where
 * times, ids or numbers are all that differs. Which came first is told by the runs, not by the order of `sights`. Pure.
 */
export function classifyPointer(sights: readonly Sight[], facts: PointerFacts): Classified {
  const keys = new Set(sights.map(({ key }) => key));
  if (keys.size <= 1) return classifyOne(sights, facts);
  if (facts.known) return { class: 'noise', reason: 'known' };
  if (facts.beside === true) return { class: 'noise', reason: 'beside' };
  const loose = !facts.structural && looksAlike(sights);
  const sorted = sights.toSorted((one, other) => one.run - other.run || one.instance - other.instance);
  const classified = repeatsDiffer(sorted)
    ? classifyVarying(sorted, facts, loose)
    : classifySteady(sorted, facts, loose);
  return loose ? { ...classified, loose } : classified;
}

/** All answers say the same. */
function classifyOne(sights: readonly Sight[], facts: PointerFacts): Classified {
  const [first] = sights;
  if (!first || facts.recorded === undefined || first.key === facts.recorded) {
    return { class: 'stable', reason: 'same' };
  }
  if (facts.known) return { class: 'noise', reason: 'known' };
  if (facts.beside === true) return { class: 'noise', reason: 'beside' };
  if (facts.structural || first.shape === 0) return { class: 'changed', reason: 'alike' };
  return sights.length === 1
    ? { class: 'unclear', reason: 'once', loose: true }
    : { class: 'changed', reason: 'alike', loose: true };
}

/** The same schedule twice, and one instance said something else the second time. */
function classifyVarying(sorted: readonly Sight[], facts: PointerFacts, loose: boolean): Classified {
  if (loose) return { class: 'noise', reason: 'repeats-differ' };
  const split = facts.order ? undefined : splitByPlace(sorted, facts);
  if (split && split.home < 2) return fewAtHome(split);
  if (split && !split.onlyFirst) return { class: 'sticky', reason: split.reason };
  // Two sights are just as well noise; but that a call fails the second time is nothing that happens by chance.
  const canMove = !facts.order && (facts.structural || sorted.length > 2);
  if (canMove && movesOn(sorted)) return { class: 'order-dependent', reason: 'moves-on' };
  return { class: 'noise', reason: 'repeats-differ', ...(facts.structural && { violates: true }) };
}

/** Wherever something was repeated it said the same. */
function classifySteady(sorted: readonly Sight[], facts: PointerFacts, loose: boolean): Classified {
  if (instancesDiffer(sorted)) {
    return enoughOfInstances(sorted, loose)
      ? { class: 'sticky', reason: 'by-instance' }
      : { class: 'unclear', reason: 'by-instance-few' };
  }
  const straight = sorted.filter(({ reordered }) => !reordered);
  if (straight.length > 1 && straight.every(({ key }) => key === straight[0]?.key)) {
    return { class: 'order-dependent', reason: 'reordered' };
  }
  const split = splitByPlace(sorted, facts);
  if (split && split.home < 2) return fewAtHome(split);
  if (split?.onlyFirst === true) return { class: 'order-dependent', reason: 'first-run' };
  if (split) return { class: 'sticky', reason: split.reason };
  return someRepeats(sorted)
    ? { class: 'order-dependent', reason: 'came-before' }
    : { class: 'unclear', reason: 'few' };
}

function fewAtHome({ reason }: Split): Classified {
  return { class: 'unclear', reason: reason === 'when-apart' ? 'when-apart-few' : 'few' };
}

/** All values are alike but for times, ids, tokens and numbers. */
function looksAlike(sights: readonly Sight[]): boolean {
  const shape = sights[0]?.shape ?? 0;
  return shape !== 0 && sights.every((sight) => sight.shape === shape);
}

function circumstances(sights: readonly Sight[]): Sight[][] {
  return [
    ...Map.groupBy(sights, ({ instance, circumstance }) => `${String(instance)} ${circumstance}`).values(),
  ];
}

function repeatsDiffer(sights: readonly Sight[]): boolean {
  return circumstances(sights).some((group) => group.some(({ key }) => key !== group[0]?.key));
}

function someRepeats(sights: readonly Sight[]): boolean {
  return circumstances(sights).some((group) => group.length > 1);
}

/** Each instance says the same whatever came before, and not all say the same. */
function instancesDiffer(sights: readonly Sight[]): boolean {
  const groups = [...Map.groupBy(sights, ({ instance }) => instance).values()];
  return groups.length > 1 && groups.every((group) => group.every(({ key }) => key === group[0]?.key));
}

/** Whether so few sights can tell instances that differ from chance, and from what the very first run left behind. */
function enoughOfInstances(sorted: readonly Sight[], loose: boolean): boolean {
  const groups = [...Map.groupBy(sorted, ({ instance }) => instance).values()];
  const repeated = groups.filter((group) => group.length > 1);
  if (loose) return new Set(repeated.map((group) => group[0]?.key)).size > 1;
  const usual = repeated[0]?.[0]?.key;
  const firstRun = sorted[0]?.run;
  return groups.some((group) => {
    const [sight] = group;
    return usual !== undefined && sight?.key !== usual && (group.length > 1 || sight?.run !== firstRun);
  });
}

interface Split {
  readonly reason: 'when-apart' | 'when-mixed';
  /** How many sights the rule rests on. */
  readonly home: number;
  /** What differs came before all that agrees: what the first runs left behind would do that, too. */
  readonly onlyFirst: boolean;
}

/**
 * Whether all answers agree where what the step builds on went to the same instance (of a step that builds on nothing: where
 * no other instance was asked), and some differ where it did not.
 */
function splitByPlace(sorted: readonly Sight[], { builds }: PointerFacts): Split | undefined {
  const byBuilding = builds ? split(sorted, ({ together }) => together) : undefined;
  if (byBuilding) return { ...byBuilding, reason: 'when-apart' };
  const byRun = split(sorted, ({ alone }) => alone);
  return byRun && { ...byRun, reason: 'when-mixed' };
}

function split(
  sorted: readonly Sight[],
  atHome: (sight: Sight) => boolean,
): Omit<Split, 'reason'> | undefined {
  const home = sorted.filter((sight) => atHome(sight) && !sight.reordered);
  const usual = home[0]?.key;
  if (usual === undefined || home.some(({ key }) => key !== usual)) return undefined;
  const others = sorted.filter(({ key }) => key !== usual);
  if (others.length === 0 || others.some((sight) => atHome(sight))) return undefined;
  const firstHome = home[0]?.run ?? 0;
  return { home: home.length, onlyFirst: others.every(({ run }) => run < firstHome) };
}

/** From one value to another once, and never back: the same on all instances. */
function movesOn(sorted: readonly Sight[]): boolean {
  let turns = 0;
  for (const [index, sight] of sorted.entries()) {
    if (index > 0 && sight.key !== sorted[index - 1]?.key) turns += 1;
  }
  return turns === 1;
}
