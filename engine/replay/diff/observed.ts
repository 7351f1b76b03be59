import type { Difference } from '../../../shared/model/difference.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { ScheduleChoice, StepOutcome } from '../../../shared/model/replay-run.ts';

/**
 * An outcome and where its answer disagrees with the recorded one: all that has to be kept of an answer, such as in a journal.
 * Left values are the recording's and not repeated; long right values are cut.
 */
export type Observed = StepOutcome & {
  /** Absent where nothing was compared: no answer, or none in the recording. Empty: alike. */
  readonly differences?: readonly Omit<Difference, 'left'>[];
};

/** What is to be known of a run before its answers count. */
export interface ObservedRun {
  readonly run: number;
  readonly choice: ScheduleChoice;
  /** Trials of the shrinking are of a few steps only: other things came before, so they do not count for classes. */
  readonly purpose: 'replay' | 'battery' | 'witness';
  /** All was said in this era, whatever it was recorded in. */
  readonly era?: Era;
}

/** The same circumstances for the same schedule with the same seed, in the same era: the same came before. Pure. */
export function circumstanceOf({ choice, era }: Pick<ObservedRun, 'choice' | 'era'>): string {
  const { name, seed = 1, instanceId = '', beforeStep = 0 } = choice;
  return [name, String(seed), instanceId, String(beforeStep), era ?? ''].join(' ');
}
