import { AnswerLog, type LoggedAnswer } from './answer-log.ts';
import { diffAnswers, type DiffContext } from './diff-answers.ts';
import type { WaitingAnswer } from './recorded-answers.ts';

/**
 * Answers to a step that has no recorded one: held against the first of them, by run and instance, instead. Their rows are of a
 * log of its own; exchanges are found in `log`. Pure.
 */
export function heldAgainstFirst(
  answers: readonly LoggedAnswer[],
  waiting: readonly WaitingAnswer[],
  log: AnswerLog,
  context: DiffContext,
): { readonly answers: readonly LoggedAnswer[]; readonly log: AnswerLog } {
  const own = new AnswerLog(1);
  const sorted = answers.toSorted(
    (one, other) => one.run - other.run || one.instance - other.instance || one.row - other.row,
  );
  const base = sorted
    .map(({ row }) => waiting.find((each) => each.row === row)?.answer)
    .find((answer) => answer !== undefined);
  for (const { row, run, instance, state } of sorted) {
    const got = waiting.find((each) => each.row === row)?.answer;
    const copy = own.append(0, instance, { run, number: 0, instanceId: '', state, ...log.shownBy(row) });
    if (got && base) own.compared(copy, diffAnswers(base, got, context));
  }
  return { answers: [...own.answersOf(0)], log: own };
}
