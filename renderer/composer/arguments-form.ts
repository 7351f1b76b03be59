import type { JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { firstInexact } from './inexact-numbers.ts';
import { parseText } from '../ui/json-text.ts';

/** Keywords by which a schema says anything about members. */
const TELLING = [
  'properties',
  'patternProperties',
  'additionalProperties',
  '$ref',
  '$dynamicRef',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
];

/** Whether a form for this schema shows more than an empty object. */
export function isUsableSchema(schema: unknown): boolean {
  return isJsonObject(schema) && TELLING.some((keyword) => schema[keyword] !== undefined);
}

/** The text of the editor for the form: its value, or a sentence that says why the form cannot show it. */
export type FormText =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly reason: string };

/** Reads the text as a form would write it back. What would not come back the same is not for a form. */
export function formText(text: string, what: string): FormText {
  if (text.trim() === '') return { ok: true, value: {} };
  const parsed = parseText(text);
  if (!parsed.ok) {
    return { ok: false, reason: 'This is not JSON, so there is no form for it.' };
  }
  if (!isJsonObject(parsed.value)) {
    return { ok: false, reason: `${what} must be a JSON object {…}, so there is no form for this.` };
  }
  const inexact = firstInexact(text);
  return inexact === undefined
    ? { ok: true, value: parsed.value }
    : {
        ok: false,
        reason: `The form would change ${inexact.text} in line ${String(inexact.line)}: it has more digits than a number keeps.`,
      };
}
