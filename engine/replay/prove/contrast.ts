import type { Difference } from '../../../shared/model/difference.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import { diffAnswers } from '../diff/diff-answers.ts';

/**
 * Where two answers to one step disagree at a pointer or below it, or above it where a whole branch is another one; undefined
 * where they are alike there. The first difference counts. Pure.
 */
export function contrastAt(
  step: Pick<PlanStep, 'method' | 'name'>,
  pointer: string,
  expected: StepAnswer,
  got: StepAnswer,
): Difference | undefined {
  return diffAnswers(expected, got, step).find((difference) => concerns(difference.pointer, pointer));
}

/** Whether one of the two pointers is the other one, or leads to it. */
export function concerns(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
