import type { Difference } from '../../../shared/model/difference.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { LiveAnswer } from '../live-answer.ts';
import { contrastAt } from './contrast.ts';
import type { Placement, Trials } from './trial.ts';

/** Two ways to place the same requests: one of which the step is said to fail, one of which it goes well. */
export interface Pair {
  readonly failing: readonly Placement[];
  readonly passing: readonly Placement[];
}

/** What is looked at. */
export interface Symptom {
  readonly step: PlanStep;
  readonly pointer: string;
}

/** The contrast, as the last two trials showed it. */
export interface Contrast {
  readonly difference: Difference;
  readonly failing: LiveAnswer;
  readonly passing: LiveAnswer;
}

/**
 * Turns of the two (Thue and Morse): neither what changes once, nor what changes with every trial, nor with every second one
 * looks like what hangs on the placement.
 */
export const FEW_TURNS = 'FPPF';
export const ALL_TURNS = 'FPPFPFFP';

/** Once each. Undefined where they do not differ, or one was not answered. */
export async function contrastOnce(
  trials: Trials,
  { step, pointer }: Symptom,
  { failing, passing }: Pair,
): Promise<Contrast | undefined> {
  const one = await trials.ask(failing, step.number);
  const other = one && (await trials.ask(passing, step.number));
  return one && other && contrastOf({ step, pointer }, one, other);
}

/** Undefined where one of these turns does not show it: all of one side are alike, and each of the other side is otherwise. */
export async function confirm(
  trials: Trials,
  symptom: Symptom,
  pair: Pair,
  turns: string,
): Promise<Contrast | undefined> {
  const failed: LiveAnswer[] = [];
  const passed: LiveAnswer[] = [];
  for (const turn of turns) {
    const placements = turn === 'F' ? pair.failing : pair.passing;
    const answer = await trials.ask(placements, symptom.step.number);
    if (!answer || !fits(symptom, turn, answer, failed, passed)) return undefined;
    (turn === 'F' ? failed : passed).push(answer);
  }
  const [failing, passing] = [failed.at(-1), passed.at(-1)];
  return failing && passing && contrastOf(symptom, failing, passing);
}

/** Whether a further answer goes with those that there are. */
function fits(
  symptom: Symptom,
  turn: string,
  answer: LiveAnswer,
  failed: readonly LiveAnswer[],
  passed: readonly LiveAnswer[],
): boolean {
  if (turn === 'F') return passed.every((good) => contrastOf(symptom, answer, good) !== undefined);
  return (
    passed.every((good) => contrastOf(symptom, answer, good) === undefined) &&
    failed.every((bad) => contrastOf(symptom, bad, answer) !== undefined)
  );
}

export function contrastOf(
  { step, pointer }: Symptom,
  failing: LiveAnswer,
  passing: LiveAnswer,
): Contrast | undefined {
  if (!failing.answer || !passing.answer) return undefined;
  const difference = contrastAt(step, pointer, passing.answer, failing.answer);
  return difference && { difference, failing, passing };
}
