import {
  DURABILITY_STEPS,
  DURABILITY_WORDS,
  type DurabilityCell,
  type DurabilityState,
  type DurabilityStep,
  type DurabilityVerdict,
} from '../../../shared/model/durability.ts';
import type { Meaning } from '../../ui/palette.ts';

const MEANINGS: Readonly<Record<DurabilityVerdict, Meaning | undefined>> = {
  ok: 'fine',
  violated: 'fault',
  'not-reached': 'warning',
  'not-applicable': undefined,
};

/** Undefined: the verdict does not count. Pure. */
export function verdictMeaning(verdict: DurabilityVerdict): Meaning | undefined {
  return MEANINGS[verdict];
}

/** "Step 3 of 8, Get later: asking beta". Pure. */
export function progressWords({
  step,
  doing,
}: Pick<DurabilityState, 'step'> & { readonly doing: string }): string {
  if (step === undefined) return doing;
  const place = `Step ${String(DURABILITY_STEPS.indexOf(step) + 1)} of ${String(DURABILITY_STEPS.length)}`;
  return `${place}, ${DURABILITY_WORDS[step].title}${doing === '' ? '' : `: ${doing}`}`;
}

/** What stands above the matrix. */
export interface Headline {
  readonly meaning: Meaning;
  readonly text: string;
}

/** The outcome as a sentence, or why there is none; undefined while the check is under way. Pure. */
export function headlineOf({ state, outcome, problem }: DurabilityState): Headline | undefined {
  switch (state) {
    case 'running':
      return undefined;
    case 'done':
      return outcome && { meaning: OUTCOMES[outcome.verdict], text: outcome.says };
    case 'cancelled':
      return outcome
        ? { meaning: 'fault', text: `${outcome.says} The check was cancelled: it is not complete.` }
        : {
            meaning: 'note',
            text: 'The check was cancelled: what it would have shown of the rest is not known. Start it again.',
          };
    case 'failed': {
      const why = `The check could not go on: ${problem ?? 'no reason is known.'}`;
      return { meaning: 'fault', text: outcome ? `${outcome.says} ${why}` : why };
    }
  }
}

const OUTCOMES = { holds: 'fine', violated: 'fault', 'not-reached': 'warning' } as const;

/** A cell of the matrix, or why there is none: `to-come`, `under-way`, `nothing` is asked there, or the step was `not-made`. */
export type MatrixCell = DurabilityCell | 'to-come' | 'under-way' | 'nothing' | 'not-made';

/** One step with a cell for each instance. */
export interface MatrixLine {
  readonly step: DurabilityStep;
  readonly underWay: boolean;
  readonly cells: readonly MatrixCell[];
}

/** Steps against the instances of the check. Pure. */
export function matrixOf(
  check: Pick<DurabilityState, 'state' | 'step' | 'cells' | 'instances'>,
): readonly MatrixLine[] {
  const { state, cells, instances } = check;
  const runs = state === 'running';
  const at = runs && check.step !== undefined ? DURABILITY_STEPS.indexOf(check.step) : -1;
  return DURABILITY_STEPS.map((step, place) => {
    const own = cells.filter((cell) => cell.step === step);
    const underWay = runs && place === at;
    const absent = underWay
      ? 'under-way'
      : runs && place > at
        ? 'to-come'
        : own.length > 0
          ? 'nothing'
          : 'not-made';
    return {
      step,
      underWay,
      cells: instances.map(({ id }) => own.find(({ instanceId }) => instanceId === id) ?? absent),
    };
  });
}

/** What an empty cell means, as a sentence. Pure. */
export function absenceWords(absence: Exclude<MatrixCell, DurabilityCell>): string {
  return {
    'to-come': 'Not asked yet.',
    'under-way': 'Being asked.',
    nothing: 'The step asks nothing of it.',
    'not-made': 'The step was not made.',
  }[absence];
}

/** Where the first violation stands; undefined where there is none. Pure. */
export function firstViolation({ cells }: Pick<DurabilityState, 'cells'>): DurabilityCell | undefined {
  const steps = DURABILITY_STEPS.map((step) =>
    cells.find((cell) => cell.step === step && cell.verdict === 'violated'),
  );
  return steps.find((cell) => cell !== undefined);
}
