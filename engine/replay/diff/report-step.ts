import type { Difference } from '../../../shared/model/difference.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import type { StepState } from '../../../shared/model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixCell,
  MatrixRow,
  PointerClass,
  SeenValue,
  StepReport,
} from '../../../shared/model/replay-verdict.ts';
import type { LoggedAnswer, LoggedDifference } from './answer-log.ts';
import { becauseOf, valueWords } from './because.ts';
import type { Classified } from './classify.ts';
import {
  AS_RECORDED,
  sightsOf,
  type PointerSights,
  type StepEvidence,
  type StepPointer,
} from './step-classes.ts';

/** A pointer with its class as it is in the end: noise elsewhere is taken into account. */
export interface FinalPointer extends StepPointer {
  /** The step in which the same place varies. */
  readonly noiseAt?: number;
}

/** All of one step, for people. */
export interface StepView {
  readonly evidence: StepEvidence;
  readonly pointers: readonly FinalPointer[];
  readonly instances: readonly { readonly id: string; readonly name: string }[];
  /** Numbers of the plan's steps, by index. */
  readonly numberOf: (index: number) => number;
}

/** The worst first. Noise says nothing, but where it violates. */
const RANKS: readonly DifferenceClass[] = [
  'sticky',
  'order-dependent',
  'changed',
  'unclear',
  'noise',
  'stable',
];

/** How bad a class is: less is worse. Pure. */
export function rankOf({ class: own, violates }: Pick<Classified, 'class' | 'violates'>): number {
  return violates === true ? 0.5 : RANKS.indexOf(own);
}

/** The worst of a step's pointers; a step that nobody has answered says nothing. Pure. */
export function worstOf(
  pointers: readonly FinalPointer[],
  answered: boolean,
): Pick<Classified, 'class' | 'violates'> {
  const [worst] = pointers.toSorted((one, other) => rankOf(one.classified) - rankOf(other.classified));
  if (worst) return worst.classified;
  return { class: answered ? 'stable' : 'unclear' };
}

/** A row of the matrix. Pure. */
export function rowOf(view: StepView): MatrixRow {
  const { step, runs } = view.evidence;
  // Trials are of a few steps, and many of them of the same: counted in they would hide what the schedules show.
  const answers = view.evidence.answers.filter(({ run }) => runs.get(run)?.purpose !== 'witness');
  const { number, method, name, kind, safety } = step;
  const noise = noisePlaces(view);
  const byInstance = Map.groupBy(answers, ({ instance }) => instance);
  const worst = worstOf(view.pointers, isAnswered(answers));
  return {
    number,
    method,
    name,
    kind,
    class: worst.class,
    ...(worst.violates && { violates: true }),
    ...(safety === 'held' && { held: true }),
    cells: view.instances.map(({ id }, index) =>
      cellOf(id, byInstance.get(index) ?? [], noise, view.evidence),
    ),
    pointers: view.pointers.length,
  };
}

/** Whether any answer was held against another, or at least came. Pure. */
export function isAnswered(answers: readonly LoggedAnswer[]): boolean {
  return answers.some(({ state }) => state === 'answered' || state === 'failed');
}

function cellOf(
  instanceId: string,
  answers: readonly LoggedAnswer[],
  noise: ReadonlySet<string>,
  { log }: StepEvidence,
): MatrixCell {
  const states: Partial<Record<StepState, number>> = {};
  for (const { state } of answers) if (state !== 'answered') states[state] = (states[state] ?? 0) + 1;
  const different = answers.filter(({ row }) =>
    log.differencesOf(row).some((each) => !noise.has(placeOf(each))),
  );
  const last = answers.toSorted((one, other) => other.run - one.run).find(({ row }) => log.shownBy(row).ref);
  const ref = last && log.shownBy(last.row).ref;
  return {
    instanceId,
    answered: answers.filter(({ state }) => state === 'answered').length,
    states,
    different: different.length,
    ...(ref && { last: ref }),
  };
}

function placeOf({ pointer, kind }: Pick<Difference, 'pointer' | 'kind'>): string {
  return kind === 'order' ? `${pointer}\n` : pointer;
}

/** Where a step's answers vary without saying anything. */
function noisePlaces({ pointers }: StepView): ReadonlySet<string> {
  const noise = pointers.filter(({ classified }) => classified.class === 'noise' && !classified.violates);
  return new Set(noise.map(({ pointer, order }) => (order ? `${pointer}\n` : pointer)));
}

/** All outcomes of a step in the order of runs and instances, with what is not noise. Pure. */
export function reportedAnswers(view: StepView): StepReport['answers'] {
  const { answers, log } = view.evidence;
  const noise = noisePlaces(view);
  return answers
    .toSorted((one, other) => one.run - other.run || one.instance - other.instance || one.row - other.row)
    .map(({ row, run, instance, state }) => ({
      run,
      instanceId: view.instances[instance]?.id ?? '',
      state,
      ...log.shownBy(row),
      differences: log
        .differencesOf(row)
        .filter((each) => !noise.has(placeOf(each)))
        .map(differenceOf),
    }));
}

function differenceOf({ pointer, kind, text, leftText, rightPointer }: LoggedDifference): Difference {
  const left = parsed(leftText);
  const right = parsed(text);
  return {
    pointer,
    kind,
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
    ...(rightPointer !== undefined && { rightPointer }),
  };
}

function parsed(text: string): JsonValue | undefined {
  return text === '' ? undefined : (JSON.parse(text) as JsonValue);
}

/** What was seen at one pointer, and what follows. Pure. */
export function pointerClassOf(
  view: StepView,
  { pointer, order, classified, known, noiseAt }: FinalPointer,
): PointerClass {
  const { evidence, instances, numberOf } = view;
  const seen = sightsOf(evidence).find((each) => each.pointer === pointer && each.order === order);
  const sights = seen?.sights ?? [];
  const valueOf = (key: number): JsonValue | undefined => valueByKey(seen, key);
  const nameOf = (index: number): string => instances[index]?.name ?? '?';
  const evidenceText = known?.evidence ?? (noiseAt === undefined ? undefined : `see #${String(noiseAt)}.`);
  const because = becauseOf(classified, sights, {
    instance: nameOf,
    value: (key) => valueWords(valueOf(key)),
    elsewhere: ({ run, instance }) => {
      const other = evidence.placements.elsewhere(run, evidence.index, instance);
      return other === undefined ? undefined : numberOf(other);
    },
    ...(evidenceText !== undefined && { known: evidenceText }),
    order,
  });
  return {
    pointer,
    class: classified.class,
    because,
    values: seenValues(sights, seen, view),
    ...(order && { order: true as const }),
    ...(known && { known: true as const }),
    ...(classified.violates && { violates: true as const }),
  };
}

/** Each value with where it was seen; the recorded one also where it was seen nowhere. */
function seenValues(
  sights: PointerSights['sights'],
  seen: PointerSights | undefined,
  { evidence, instances }: StepView,
): SeenValue[] {
  const groups = Map.groupBy(
    sights.toSorted((one, other) => one.run - other.run || one.instance - other.instance),
    ({ key }) => key,
  );
  const keys = [...groups.keys()];
  if (evidence.isRecorded && !groups.has(AS_RECORDED)) keys.unshift(AS_RECORDED);
  return keys.map((key) => {
    const value = valueByKey(seen, key);
    return {
      ...(value !== undefined && { value }),
      seenAt: (groups.get(key) ?? []).map(({ run, instance }) => ({
        run,
        instanceId: instances[instance]?.id ?? '',
      })),
      ...(evidence.isRecorded && key === AS_RECORDED && { recorded: true as const }),
    };
  });
}

/** Of the recorded value any difference tells: it is its left side. */
function valueByKey(seen: PointerSights | undefined, key: number): JsonValue | undefined {
  if (!seen) return undefined;
  if (key !== AS_RECORDED) return parsed(seen.byKey.get(key)?.text ?? '');
  return [...seen.byKey.values()]
    .map(({ leftText }) => parsed(leftText))
    .find((value) => value !== undefined);
}
