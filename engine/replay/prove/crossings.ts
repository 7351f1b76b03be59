import type { PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { Schedule } from '../../../shared/model/replay-run.ts';
import type { Witness } from '../../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../live-answer.ts';
import { diffAnswers } from '../diff/diff-answers.ts';
import { isFaultPointer, type Candidate } from './candidates.ts';
import type { Needs } from './needs.ts';
import type { Observed, RecordedRequest } from './proof-run.ts';
import type { Placement } from './trial.ts';

/** A value that no run has yet carried from the one instance to the other. */
export interface Crossing {
  /** The step that carries it. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

/** More than this are not tried: with many instances there are hundreds. */
const MOST_CROSSINGS = 60;

/**
 * Which kinds of value (by kind, and the tools that gave and took it) the schedules have not carried between which instances: one
 * instance may refuse what only one other gives out. Of each kind the step that is tried most easily. Pure.
 */
export function missingCrossings(
  needs: Needs,
  schedules: readonly Schedule[],
  instanceIds: readonly string[],
): readonly Crossing[] {
  const kinds = kindsOf(needs, new Set(schedules.flatMap(({ steps }) => steps.map(({ number }) => number))));
  const crossed = new Set<string>();
  for (const { steps } of schedules) {
    const places = new Map(steps.map(({ number, to }) => [number, to]));
    for (const [kind, { ways }] of kinds) {
      for (const [producer, consumer] of ways) {
        const from = places.get(producer)?.[0];
        for (const to of places.get(consumer) ?? []) crossed.add(`${kind} ${from ?? ''} ${to}`);
      }
    }
  }
  const missing: Crossing[] = [];
  for (const from of instanceIds) {
    for (const to of instanceIds.filter((id) => id !== from)) {
      for (const [kind, { number }] of kinds) {
        if (!crossed.has(`${kind} ${from} ${to}`)) missing.push({ number, from, to });
      }
    }
  }
  return missing.slice(0, MOST_CROSSINGS);
}

interface Kind {
  /** Producer and consumer. */
  readonly ways: [number, number][];
  number: number;
}

function kindsOf(needs: Needs, sent: ReadonlySet<number>): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const [number, step] of needs.steps) {
    if (!sent.has(number) || step.until !== undefined || step.failedThen !== undefined) continue;
    for (const flow of needs.carriedBy(number)) {
      const producer = needs.steps.get(flow.producer.number);
      if (!producer || !sent.has(producer.number)) continue;
      const kind = kindOf(flow, step, needs);
      const own = kinds.get(kind) ?? { ways: [], number };
      own.ways.push([producer.number, number]);
      if (needs.of(number).size < needs.of(own.number).size) own.number = number;
      kinds.set(kind, own);
    }
  }
  return kinds;
}

function kindOf(flow: ValueFlow, consumer: PlanStep, { steps }: Needs): string {
  const tool = steps.get(flow.producer.number)?.tool ?? '';
  return `${flow.kind} ${tool} ${consumer.method} ${consumer.tool}`;
}

/** What witnesses have shown already needs no more trials: the same kind of value, or a session that all would need. Pure. */
export function isShown({ number }: Crossing, witnesses: readonly Witness[], needs: Needs): boolean {
  const kindsBy = (each: number): readonly string[] => {
    const step = needs.steps.get(each);
    return step ? needs.carriedBy(each).map((flow) => kindOf(flow, step, needs)) : [];
  };
  const own = new Set(kindsBy(number));
  const isLegacy = needs.steps.get(number)?.era === 'legacy';
  return witnesses.some(
    (witness) =>
      (isLegacy && witness.cause === 'session-affinity') ||
      [witness.number, ...witness.alike].some(
        (each) => each === number || kindsBy(each).some((kind) => own.has(kind)),
      ),
  );
}

/** All that it takes to carry the value: what it needs on the one instance, itself on the other one. Pure. */
export function crossingTrial({ number, from, to }: Crossing, needs: Needs): readonly Placement[] {
  const needed = needs.of(number);
  return [...needs.steps.keys()]
    .filter((each) => needed.has(each) || each === number)
    .map((each) => ({ number: each, instanceId: each === number ? to : from }));
}

/** What a crossing has brought to light, if anything: a fault that was neither recorded nor seen in any run. Pure. */
export function crossingCandidate(
  crossing: Crossing,
  answer: LiveAnswer | undefined,
  recorded: RecordedRequest | undefined,
  { needs, observed }: { readonly needs: Needs; readonly observed: Observed },
): Candidate | undefined {
  const step = needs.steps.get(crossing.number);
  if (!step || !answer?.answer || !recorded?.answer) return undefined;
  const known = new Set(observed.classesOf(step.number).map(({ pointer }) => pointer));
  const fault = diffAnswers(recorded.answer, answer.answer, step).find(
    ({ pointer }) => isFaultPointer(pointer) && !known.has(pointer),
  );
  if (!fault) return undefined;
  const failing = crossingTrial(crossing, needs);
  return {
    number: step.number,
    pointer: fault.pointer,
    kind: 'differs',
    class: 'unclear',
    sightings: [],
    wellOn: [crossing.from],
    byInstance: new Map(),
    looks: '',
    pairs: [{ failing, passing: failing.map((one) => ({ ...one, instanceId: crossing.from })) }],
  };
}
