import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import { goesOn } from '../ui/answer-panel/round-facts.ts';
import { sameRef, type AnswerColumn, type AnswersState, type ConversationStep } from './answers-state.ts';

/** The column of a request that was just sent: nothing of its answer is known. Pure. */
export function freshColumn(ref: ExchangeRef, instanceId: string): AnswerColumn {
  return { ref, instanceId, events: [], steps: [{ ref }] };
}

/** The column turned to another of its steps; what was fetched for the one before is let go. */
function turnedTo(column: AnswerColumn, { ref, row }: ConversationStep): AnswerColumn {
  const { steps, instanceId } = column;
  return { ref, instanceId: row?.instanceId ?? instanceId, events: [], steps, ...(row && { row }) };
}

function withoutComparison({ draft, columns }: AnswersState): AnswersState {
  return { draft, columns };
}

/** A step with what is newly known of it: a row that has ended is never open again. */
function newer(step: ConversationStep, row: Row): ConversationStep {
  return step.row !== undefined && step.row.state !== 'open' && row.state === 'open'
    ? step
    : { ...step, row };
}

/**
 * The answers with this row noted: as news of a step that is known, or as the next step of a conversation, to which its
 * column then turns. The same object where the row belongs to none of them. Pure.
 */
export function withRow(answers: AnswersState, captureId: string, row: Row): AnswersState {
  const ref = { captureId, number: row.number };
  const before = row.link && { captureId, number: row.link.to };
  const knows = (column: AnswerColumn, own: ExchangeRef): boolean =>
    column.steps.some((step) => sameRef(step.ref, own));
  const known = answers.columns.findIndex((column) => knows(column, ref));
  if (known !== -1) {
    const columns = answers.columns.map((column, index) => {
      if (index !== known) return column;
      const steps = column.steps.map((step) => (sameRef(step.ref, ref) ? newer(step, row) : step));
      return { ...column, steps };
    });
    return { ...answers, columns };
  }
  const followed =
    goesOn(row.link) && before ? answers.columns.findIndex((column) => knows(column, before)) : -1;
  if (followed === -1) return answers;
  const step = { ref, row };
  const columns = answers.columns.map((column, index) =>
    index === followed ? turnedTo({ ...column, steps: [...column.steps, step] }, step) : column,
  );
  return withoutComparison({ ...answers, columns });
}

/** The answers with one column turned to the step `ref`; the same object where there is no such step. Pure. */
export function withStepShown(answers: AnswersState, ref: ExchangeRef): AnswersState {
  const columns = answers.columns.map((column) => {
    const step = column.steps.find((own) => sameRef(own.ref, ref));
    return step && !sameRef(column.ref, ref) ? turnedTo(column, step) : column;
  });
  return columns.some((column, index) => column !== answers.columns[index])
    ? withoutComparison({ ...answers, columns })
    : answers;
}

/** One step as a few words: "Round 2", "revision". */
export interface StepWords {
  readonly ref: ExchangeRef;
  readonly row: Row | undefined;
  readonly label: string;
}

const AGAIN = { revision: 'other revision', headers: 'fresh headers', era: 'legacy era' } as const;

/** The steps of a conversation in the order in which they were sent, each named. Pure. */
export function stepWords(steps: readonly ConversationStep[]): StepWords[] {
  const inRounds = steps.some(
    ({ row }) => row?.link?.kind === 'round' || row?.resultType === 'input_required',
  );
  return steps.map(({ ref, row }) => {
    const link = row?.link;
    if (!goesOn(link)) return { ref, row, label: inRounds ? 'Round 1' : 'Sent' };
    if (link.kind === 'round') return { ref, row, label: `Round ${link.round ?? 2}` };
    return { ref, row, label: `Again, ${AGAIN[link.kind as keyof typeof AGAIN]}` };
  });
}
