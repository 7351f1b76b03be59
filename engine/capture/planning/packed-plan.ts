import { SAFETIES, STEP_KINDS, type PlanStep, type ReplayPlan } from '../../../shared/model/replay-plan.ts';
import { ERAS } from '../row-columns.ts';

/**
 * A plan on its way from the worker. A hundred thousand steps are two million members, most of which say the same: texts
 * travel once, numbers in one buffer, and what a step comes after in another.
 */
export interface PackedPlan extends Omit<ReplayPlan, 'steps'> {
  readonly steps: PackedSteps;
}

export interface PackedSteps {
  readonly texts: readonly string[];
  /** COLUMNS numbers a step; NaN where it has none, the place in `texts` where it is a text. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly after: Uint32Array<ArrayBuffer>;
}

const COLUMNS = [
  ...['number', 'method', 'name', 'tool', 'era', 'kind', 'lane', 'client', 'offset', 'took', 'instance id'],
  ...['instance name', 'safety', 'because', 'follows', 'until', 'failed then', 'after'],
].length;
const UNTIL = ['ended', 'asks'] as const;

/** The buffers of a packed plan can be handed over. */
export function packPlan({ steps, ...plan }: ReplayPlan): PackedPlan {
  const texts = new Map<string, number>();
  const textAt = (text: string): number => {
    let at = texts.get(text);
    if (at === undefined) texts.set(text, (at = texts.size));
    return at;
  };
  const values = new Float64Array(steps.length * COLUMNS);
  const after = new Uint32Array(steps.reduce((sum, step) => sum + step.after.length, 0));
  let afters = 0;
  for (const [index, step] of steps.entries()) {
    after.set(step.after, afters);
    afters += step.after.length;
    values.set(
      [
        ...[step.number, textAt(step.method), textAt(step.name), textAt(step.tool)],
        ...[ERAS.indexOf(step.era), STEP_KINDS.indexOf(step.kind), step.lane, step.client],
        ...[step.offsetMs, step.tookMs ?? NaN, textAt(step.instanceId), textAt(step.instanceName)],
        ...[SAFETIES.indexOf(step.safety), textAt(step.because), step.follows ?? NaN],
        ...[step.until ? UNTIL.indexOf(step.until) : NaN, step.failedThen ? 1 : 0, step.after.length],
      ],
      index * COLUMNS,
    );
  }
  return { ...plan, steps: { texts: [...texts.keys()], values, after } };
}

/** What `packPlan` packed; steps that say the same share their texts. */
export function unpackPlan({ steps: { texts, values, after }, ...plan }: PackedPlan): ReplayPlan {
  const steps: PlanStep[] = [];
  let afters = 0;
  for (let from = 0; from < values.length; from += COLUMNS) {
    const count = values[from + COLUMNS - 1] ?? 0;
    const before = count === 0 ? NONE : Array.from(after.subarray(afters, afters + count));
    steps.push(stepAt(texts, values, from, before));
    afters += count;
  }
  return { ...plan, steps };
}

const NONE: readonly number[] = [];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function stepAt(
  texts: readonly string[],
  values: Float64Array,
  from: number,
  after: readonly number[],
): PlanStep {
  const number = (column: number): number => values[from + column] ?? NaN;
  const text = (column: number): string => texts[number(column)] ?? '';
  const tookMs = number(9);
  const follows = number(14);
  const until = UNTIL[number(15)];
  const step: Mutable<PlanStep> = {
    number: number(0),
    method: text(1),
    name: text(2),
    tool: text(3),
    era: ERAS[number(4)] ?? 'modern',
    kind: STEP_KINDS[number(5)] ?? 'other',
    lane: number(6),
    client: number(7),
    offsetMs: number(8),
    instanceId: text(10),
    instanceName: text(11),
    safety: SAFETIES[number(12)] ?? 'held',
    because: text(13),
    after,
  };
  // What most steps do not have is no part of the object that all are made of: that takes memory a hundred thousand times.
  if (!Number.isNaN(tookMs)) step.tookMs = tookMs;
  if (!Number.isNaN(follows)) step.follows = follows;
  if (until) step.until = until;
  if (number(16) === 1) step.failedThen = true;
  return step;
}
