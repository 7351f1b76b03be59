import type { DatabaseSync } from 'node:sqlite';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import type { QueryInput } from '../store-messages.ts';
import { previewRedaction, redactInto } from './redact-capture.ts';
import { RedactionControl } from './redaction-messages.ts';

type RedactionQuestion =
  | { readonly name: 'redactionPreview'; readonly input: QueryInput<'redactionPreview'> }
  | { readonly name: 'redactedCopy'; readonly input: QueryInput<'redactedCopy'> };

/** The worker's answer to a question about redacting its capture. */
export function answerRedaction(db: DatabaseSync, question: RedactionQuestion): Promise<RedactionReport> {
  const watch = new RedactionControl(question.input.control).watch();
  if (question.name === 'redactionPreview') return previewRedaction(db, question.input.task, watch);
  const { task, path, program, now } = question.input;
  return redactInto(db, path, { ...task, program, now }, watch);
}
