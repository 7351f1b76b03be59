import type { DurabilityState } from '../../shared/model/durability.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** A durability check as the command line tells of it. */
export interface CheckReport {
  readonly version: string;
  readonly state: DurabilityState;
  /** Addresses by the instance's id. */
  readonly urls: ReadonlyMap<string, string>;
  /** The capture that it was recorded into; absent where nothing of it is kept. */
  readonly capture?: string;
}

/** A violation that was proved weighs more than what could not be completed. */
export function checkExitCode({ state: { state, outcome } }: CheckReport): ExitCode {
  if (outcome?.verdict === 'violated') return EXIT.answer;
  return state === 'done' && outcome?.verdict === 'holds' ? EXIT.fine : EXIT.incomplete;
}

/** The whole in a sentence or two. */
export function checkSummary({ state: { state, outcome, problem } }: CheckReport): string {
  const parts = [
    ...(outcome ? [outcome.says] : []),
    ...(state === 'cancelled' ? ['The check was cancelled: it is not complete.'] : []),
    ...(problem === undefined ? [] : [problem]),
  ];
  return parts.join(' ');
}
