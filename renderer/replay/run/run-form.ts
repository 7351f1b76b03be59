import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import type {
  NoiseEntry,
  Pace,
  ReplayKind,
  ReplayWish,
  ScheduleChoice,
  ScheduleName,
} from '../../../shared/model/replay-run.ts';

/** How a replay is set up, as it stands in the fields. */
export interface RunForm {
  readonly kind: ReplayKind;
  /** The first one is the baseline. */
  readonly instanceIds: readonly string[];
  /** Of `replay`. */
  readonly schedules: readonly ScheduleName[];
  /** Of `failover`: which goes down; the last one where absent. */
  readonly downId?: string;
  /** Of `failover`: number of the step before which it does; empty: half-way. */
  readonly beforeStep: string;
  readonly seed: string;
  readonly repeat: string;
  readonly pace: Pace['kind'];
  readonly lanes: string;
  readonly factor: string;
  /** ms; empty: gaps stay as they are. */
  readonly maxGap: string;
  readonly perSecond: string;
  /** s; empty: as the engine has it. */
  readonly timeout: string;
  /** Pointers of arrays that are sets, one a line. */
  readonly unordered: string;
  /** What is known to vary, and the file that it came from. */
  readonly noise?: { readonly file: string; readonly entries: readonly NoiseEntry[] };
}

export type RunField = Exclude<keyof RunForm, 'kind' | 'pace' | 'noise' | 'downId'>;

export interface RunProblem {
  readonly field: RunField;
  /** A sentence. */
  readonly message: string;
}

export type ReadForm =
  { readonly ok: true; readonly wish: ReplayWish } | { readonly ok: false; readonly problem: RunProblem };

export const NEW_FORM: RunForm = {
  kind: 'prove',
  instanceIds: [],
  schedules: ['pinned', 'round-robin'],
  beforeStep: '',
  seed: '1',
  repeat: '1',
  pace: 'asap',
  lanes: '4',
  factor: '1',
  maxGap: '',
  perSecond: '20',
  timeout: '',
  unordered: '',
};

const MOST_SEED = 0xffffffff;
const MOST_LANES = 256;
const MOST_REPEATS = 1000;
const MOST_TIMEOUT_S = 86_400;

/** Thrown while the form is read; never leaves this file. */
class FormError extends Error {
  readonly field: RunField;
  constructor(field: RunField, message: string) {
    super(message);
    this.field = field;
  }
}

interface Bounds {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

function readNumber(form: RunForm, field: RunField, { what, from, to, whole = true }: Bounds): number {
  const text = String(form[field]).trim();
  const value = Number(text);
  if (
    text === '' ||
    !Number.isFinite(value) ||
    value < from ||
    value > to ||
    (whole && !Number.isInteger(value))
  )
    throw new FormError(
      field,
      `${what} is a ${whole ? 'whole ' : ''}number from ${String(from)} to ${String(to)}.`,
    );
  return value;
}

function readPace(form: RunForm): Pace {
  switch (form.pace) {
    case 'asap':
      return { kind: 'asap', lanes: readNumber(form, 'lanes', { what: 'Lanes', from: 1, to: MOST_LANES }) };
    case 'recorded': {
      const factor = readNumber(form, 'factor', {
        ...{ what: 'How many times as fast', from: 0.001, to: 1_000_000, whole: false },
      });
      if (form.maxGap.trim() === '') return { kind: 'recorded', factor };
      const bounds = { what: 'The longest pause, in ms,', from: 0, to: 86_400_000 };
      return { kind: 'recorded', factor, maxGapMs: readNumber(form, 'maxGap', bounds) };
    }
    case 'rate':
      return {
        kind: 'rate',
        perSecond: readNumber(form, 'perSecond', {
          ...{ what: 'Requests a second', from: 0.001, to: 1_000_000, whole: false },
        }),
      };
  }
}

/** The schedule with what the form says of it; as it is previewed and as it is run. Pure; wrong fields count as absent. */
export function choiceOf(form: RunForm, name: ScheduleName): ScheduleChoice {
  const seed = Number(form.seed);
  const before = Number(form.beforeStep);
  return {
    name,
    ...(form.seed.trim() !== '' && Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED && { seed }),
    ...(name === 'failover' && form.downId !== undefined && { instanceId: form.downId }),
    ...(name === 'failover' &&
      form.beforeStep.trim() !== '' &&
      Number.isInteger(before) &&
      before > 0 && { beforeStep: before }),
  };
}

function read(form: RunForm, plan: PlanWish): ReplayWish {
  const { kind, instanceIds, schedules, noise } = form;
  if (instanceIds.length === 0) throw new FormError('instanceIds', 'Choose at least one instance.');
  if (kind === 'prove' && instanceIds.length < 2) {
    throw new FormError(
      'instanceIds',
      'A proof needs at least two instances: what differs between them is what it looks for.',
    );
  }
  if (kind === 'replay' && schedules.length === 0) {
    throw new FormError('schedules', 'Choose at least one schedule.');
  }
  const seed = readNumber(form, 'seed', { what: 'The seed', from: 0, to: MOST_SEED });
  const repeat = readNumber(form, 'repeat', { what: 'How often', from: 1, to: MOST_REPEATS });
  if (kind === 'replay' && schedules.includes('failover') && form.beforeStep.trim() !== '') {
    readNumber(form, 'beforeStep', { what: 'The step', from: 1, to: Number.MAX_SAFE_INTEGER });
  }
  const pace = readPace(form);
  const timeoutMs =
    form.timeout.trim() === ''
      ? undefined
      : readNumber(form, 'timeout', {
          ...{ what: 'The longest wait, in s,', from: 0.001, to: MOST_TIMEOUT_S, whole: false },
        }) * 1000;
  const unordered = form.unordered.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const bad = unordered.find((line) => !/\s\//.test(line));
  if (bad !== undefined) {
    throw new FormError(
      'unordered',
      `“${bad}” is no METHOD[ NAME] POINTER, such as “tools/list /result/tools”.`,
    );
  }
  return {
    kind,
    plan,
    instanceIds,
    schedules: kind === 'replay' ? schedules.map((name) => choiceOf(form, name)) : [],
    ...(kind === 'eras' && { eras: ['legacy', 'modern'] as const }),
    ...(repeat > 1 && kind !== 'eras' && { repeat }),
    seed,
    pace,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(noise && noise.entries.length > 0 && { noise: noise.entries }),
    ...(unordered.length > 0 && { unordered }),
  };
}

/** What the fields ask for, or the first of them that is wrong. Pure. */
export function readForm(form: RunForm, plan: PlanWish): ReadForm {
  try {
    return { ok: true, wish: read(form, plan) };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return { ok: false, problem: { field: error.field, message: error.message } };
  }
}
