import type { DatabaseSync } from 'node:sqlite';
import type { QueryInput, QueryOutput } from '../store-messages.ts';
import { learnSecrets, previewRedaction, redactInto } from './redact-capture.ts';
import { WorkControl } from '../work-control.ts';

type RedactionQuestion =
  | { readonly name: 'secrets'; readonly input: QueryInput<'secrets'> }
  | { readonly name: 'redactionPreview'; readonly input: QueryInput<'redactionPreview'> }
  | { readonly name: 'redactedCopy'; readonly input: QueryInput<'redactedCopy'> };

/** The worker's answer to a question about redacting its capture. */
export function answerRedaction(
  db: DatabaseSync,
  question: RedactionQuestion,
): Promise<QueryOutput<RedactionQuestion['name']>> {
  const watch = new WorkControl(question.input.control).watch();
  if (question.name === 'secrets') return learnSecrets(db, question.input.task, watch);
  if (question.name === 'redactionPreview') return previewRedaction(db, question.input.task, watch);
  const { task, path, program, now } = question.input;
  return redactInto(db, path, { ...task, program, now }, watch);
}
