import type { JsonValue } from '../../../shared/model/json.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { DifferenceClass, PointerClass, SeenValue } from '../../../shared/model/replay-verdict.ts';
import { patternOf } from '../diff/pointer-pattern.ts';
import { shapeOf } from '../diff/value-shape.ts';
import type { Pair } from './confirm.ts';
import type { Needs } from './needs.ts';
import type { Observed } from './proof-run.ts';

/** Where and in which run something was answered otherwise than by the baseline. */
export interface Sighting {
  readonly run: number;
  readonly instanceId: string;
}

/** One step that may show a violation, at the pointer that says most. */
export interface Candidate {
  readonly number: number;
  readonly pointer: string;
  /** `varies`: on one and the same instance, what ought not to. `differs`: from what the baseline gives. */
  readonly kind: 'varies' | 'differs';
  readonly class: DifferenceClass;
  readonly sightings: readonly Sighting[];
  /** Instances that have answered as it is expected. */
  readonly wellOn: readonly string[];
  /** What each instance answered there last. */
  readonly byInstance: ReadonlyMap<string, JsonValue>;
  /** What was seen instead, in short: the same for what looks the same. */
  readonly looks: string;
  /** How to provoke it, where that is known already. */
  readonly pairs?: readonly Pair[];
}

/** Candidates that most likely show the same. The first one is the easiest to try. */
export interface CandidateGroup {
  readonly key: string;
  readonly candidates: readonly Candidate[];
}

/** How sure it is that something is behind it, the surest first. */
const WORTH: Readonly<Record<string, number>> = { sticky: 0, unclear: 1, 'order-dependent': 2 };

/** The candidates among all steps that were observed, those that belong together in one group. Pure. */
export function findCandidates(
  needs: Needs,
  observed: Observed,
  baselineRuns: ReadonlySet<number>,
): readonly CandidateGroup[] {
  const all = new Map<number, Candidate>();
  for (const number of needs.steps.keys()) {
    const candidate = candidateOf(number, observed.classesOf(number), baselineRuns);
    if (candidate) all.set(number, candidate);
  }
  const groups = new Map<string, Candidate[]>();
  for (const candidate of all.values()) {
    const first = ownSightings(candidate, all, needs);
    if (!first) continue;
    const key = groupKey(first, needs);
    const own = groups.get(key);
    if (own) own.push(first);
    else groups.set(key, [first]);
  }
  return [...groups]
    .map(([key, candidates]) => ({ key, candidates: candidates.sort((a, b) => byEase(a, b, needs)) }))
    .sort((a, b) => worthOf(a) - worthOf(b));
}

/** What the step's answers show, once: the worst class, and of that the pointer that says most. */
export function candidateOf(
  number: number,
  classes: readonly PointerClass[],
  baselineRuns: ReadonlySet<number>,
): Candidate | undefined {
  const telling = classes
    .filter((entry) => entry.known !== true)
    .filter((entry) => entry.class in WORTH || (entry.class === 'noise' && entry.violates === true))
    .sort((a, b) => rankOf(a) - rankOf(b));
  for (const entry of telling) {
    const kind = entry.class === 'noise' ? 'varies' : 'differs';
    const expected = expectedOf(entry, baselineRuns);
    const others = entry.values.filter((value) => value !== expected);
    const sightings = others.flatMap(({ seenAt }) => seenAt);
    if (kind === 'differs' && sightings.length === 0) continue;
    const wellOn = [...new Set(expected?.seenAt.map(({ instanceId }) => instanceId))];
    return {
      ...{ number, kind, sightings, wellOn },
      pointer: entry.pointer,
      class: entry.class,
      looks: looksOf(others[0]?.value),
      byInstance: lastByInstance(entry),
    };
  }
  return undefined;
}

/** What was recorded, where an instance still answers so; else what the baseline answers. */
function expectedOf({ values }: PointerClass, baselineRuns: ReadonlySet<number>): SeenValue | undefined {
  return (
    values.find(({ recorded, seenAt }) => recorded === true && seenAt.length > 0) ??
    values.find(({ seenAt }) => seenAt.some(({ run }) => baselineRuns.has(run)))
  );
}

function lastByInstance({ values }: PointerClass): ReadonlyMap<string, JsonValue> {
  const seen = values.flatMap(({ value = null, seenAt }) => seenAt.map((at) => ({ ...at, value })));
  seen.sort((a, b) => a.run - b.run);
  return new Map(seen.map(({ instanceId, value }) => [instanceId, value]));
}

/** A fault without the times, ids and numbers in its words. */
function looksOf(value: JsonValue | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return shapeOf(text) ?? text;
}

function rankOf(entry: PointerClass): number {
  const worth = entry.class === 'noise' ? 0 : (WORTH[entry.class] ?? 3);
  return worth * 10_000 + Math.min(9_999, tellingness(entry.pointer));
}

/** Whether there is an error says more than what an error says, and that more than any value. */
function tellingness(pointer: string): number {
  const first = ['/failure', '/error', '/result/isError', '/status'].indexOf(pointer);
  return first >= 0 ? first : pointer.length + 10;
}

/**
 * Without what only follows from another candidate: where nothing was otherwise among the steps that it depends on. Undefined
 * where there is no such place, so that the other ones explain it.
 */
function ownSightings(
  candidate: Candidate,
  all: ReadonlyMap<number, Candidate>,
  needs: Needs,
): Candidate | undefined {
  if (candidate.kind === 'varies') return candidate;
  const tainted = new Set<number>();
  for (const number of needs.before(candidate.number)) {
    for (const { run } of all.get(number)?.sightings ?? []) tainted.add(run);
  }
  const sightings = candidate.sightings.filter(({ run }) => !tainted.has(run));
  return sightings.length === 0 ? undefined : { ...candidate, sightings };
}

/** What carries values hangs on where they come from; all else is its own. */
function groupKey({ number, pointer, kind, looks }: Candidate, needs: Needs): string {
  const step = needs.steps.get(number);
  if (kind === 'varies') return `varies ${step?.method ?? ''} ${patternOf(pointer)}`;
  const isFault = isFaultPointer(pointer);
  const sources = needs.carriedBy(number).map(({ kind: what, producer }) => {
    // Tasks of all tools are kept in one place, and states of all tools are signed with one key.
    return what === 'handle' ? `${what} of ${needs.steps.get(producer.number)?.tool ?? ''}` : what;
  });
  // A session is needed by all alike: what is said of it is.
  if (isFault && step?.era === 'legacy') return `fails as ${looks}`;
  if (isFault && sources.length > 0) return [...new Set(sources)].sort().join(', ');
  return `${step?.method ?? ''} ${step?.tool ?? ''} ${isFault ? 'fails' : patternOf(pointer).slice(0, 80)}`;
}

/** Whether there is an answer or an error, as against what an answer says. */
export function isFaultPointer(pointer: string): boolean {
  return /^\/(failure|error|status)(\/|$)|^\/result\/isError$/.test(pointer);
}

function byEase(a: Candidate, b: Candidate, needs: Needs): number {
  return effort(a, needs) - effort(b, needs) || a.number - b.number;
}

function effort({ number, class: is }: Candidate, needs: Needs): number {
  const step: PlanStep | undefined = needs.steps.get(number);
  const waits = step?.until === undefined ? 0 : 1_000;
  return (WORTH[is] ?? 0) * 10_000 + waits + needs.of(number).size;
}

function worthOf({ candidates }: CandidateGroup): number {
  return Math.min(...candidates.map((candidate) => WORTH[candidate.class] ?? 0));
}
