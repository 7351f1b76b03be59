import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { AnswerLog, LoggedAnswer, LoggedDifference } from './answer-log.ts';
import { classifyPointer, type Classified, type Sight } from './classify.ts';
import { pointerSegments } from './json-place.ts';
import { isBeside } from './beside.ts';
import { circumstanceOf, type ObservedRun } from './observed.ts';
import type { Placements } from './placements.ts';
import { appliesTo, matchesPointer } from './pointer-pattern.ts';
import { isStructural } from './structural.ts';

/** Key of a value that is the recorded one. */
export const AS_RECORDED = 1;

/** One pointer of one step: its class so far as the step itself tells. */
export interface StepPointer {
  readonly pointer: string;
  /** It is the order of the list that stands there. */
  readonly order: boolean;
  readonly classified: Classified;
  /** Of known noise: which entry. */
  readonly known?: NoiseEntry;
}

/** What was seen at one pointer, with a difference that has each value. */
export interface PointerSights {
  readonly pointer: string;
  readonly order: boolean;
  readonly sights: readonly Sight[];
  readonly byKey: ReadonlyMap<number, LoggedDifference>;
}

/** All that classes of a step are made of. */
export interface StepEvidence {
  readonly index: number;
  readonly step: PlanStep;
  readonly answers: readonly LoggedAnswer[];
  readonly log: AnswerLog;
  /** Answers were held against a recorded one, and not against the first of them. */
  readonly isRecorded: boolean;
  readonly runs: ReadonlyMap<number, ObservedRun>;
  readonly placements: Placements;
}

/** Answers that count for classes: compared, and no trials. */
function counted({ answers, runs }: StepEvidence): LoggedAnswer[] {
  return answers.filter(({ compared, run }) => compared && runs.get(run)?.purpose !== 'witness');
}

/** What was seen of a step at each pointer at which any answer disagrees with the recorded one. Pure. */
export function sightsOf(evidence: StepEvidence): PointerSights[] {
  const answers = counted(evidence).map((answer) => ({
    answer,
    own: new Map(evidence.log.differencesOf(answer.row).map((each) => [keyOf(each), each])),
  }));
  const places = Map.groupBy(
    answers.flatMap(({ own }) => [...own]),
    ([place]) => place,
  );
  return [...places].map(([place, entries]) => {
    const differences = entries.map(([, difference]) => difference);
    const pointer = differences[0]?.pointer ?? '';
    const recordedShape = Math.max(...differences.map(({ leftShape }) => leftShape));
    return {
      pointer,
      order: place.endsWith('\n'),
      sights: answers
        .filter(({ own }) => own.has(place) || !isCovered(pointer, own))
        .map(({ answer, own }) => sightOf(answer, own.get(place), recordedShape, evidence)),
      byKey: new Map(differences.map((difference) => [difference.key, difference])),
    };
  });
}

/** Another order of a list is told apart from another value in its place. */
function keyOf({ pointer, kind }: LoggedDifference): string {
  return kind === 'order' ? `${pointer}\n` : pointer;
}

/** Whether an answer disagrees further up, so that it says nothing of this place. */
function isCovered(pointer: string, own: ReadonlyMap<string, LoggedDifference>): boolean {
  if (own.size === 0) return false;
  if (own.has('/failure') || (pointer.startsWith('/result') && own.get('/error')?.kind === 'added')) {
    return pointer !== '/failure';
  }
  for (let at = pointer.lastIndexOf('/'); at > 0; at = pointer.lastIndexOf('/', at - 1)) {
    if (own.has(pointer.slice(0, at))) return true;
  }
  return false;
}

function sightOf(
  { run, instance }: LoggedAnswer,
  difference: LoggedDifference | undefined,
  recordedShape: number,
  { index, runs, placements }: StepEvidence,
): Sight {
  const known = runs.get(run);
  return {
    run,
    instance,
    circumstance: known ? circumstanceOf(known) : String(run),
    key: difference?.key ?? AS_RECORDED,
    shape: difference ? difference.shape : recordedShape,
    together: placements.together(run, index, instance),
    alone: placements.alone(run),
    reordered: known?.choice.name === 'reorder',
  };
}

/** The classes of a step's pointers, from its own answers. Those at which all is as recorded are not among them. Pure. */
export function classesOfStep(evidence: StepEvidence, known: readonly NoiseEntry[]): StepPointer[] {
  const { step, index, placements } = evidence;
  return sightsOf(evidence)
    .map(({ pointer, order, sights, byKey }) => {
      const entry = known.find((each) => isKnown(each, step, pointer));
      const kinds = [...byKey.values()].map((each) => each.kind);
      const classified = classifyPointer(sights, {
        recorded: evidence.isRecorded ? AS_RECORDED : undefined,
        builds: placements.builds(index),
        structural: kinds.some((kind) => isStructural({ method: step.method, pointer, kind })),
        order,
        known: entry !== undefined,
        beside: isBeside(pointer),
      });
      return { pointer, order, classified, ...(entry && { known: entry }) };
    })
    .filter(({ classified }) => classified.class !== 'stable');
}

/** What a step is called in a pattern of places: ids of tasks are others each time. Pure. */
export function nameIn({ kind, name }: PlanStep): string {
  return kind === 'poll' || kind === 'update' ? '' : name;
}

function isKnown(entry: NoiseEntry, step: PlanStep, pointer: string): boolean {
  return (
    appliesTo(entry, { method: step.method, name: nameIn(step) }) &&
    matchesPointer(entry.pointer, pointerSegments(pointer))
  );
}
