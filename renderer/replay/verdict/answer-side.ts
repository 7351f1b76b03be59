import { layOutJson, LAYOUT_LIMIT, looksLikeJson } from '../../ui/body-text.ts';
import { anchorNotes, type AnchoredNote, type JsonNotes } from '../../ui/json-notes.ts';
import type { DiffSide } from '../../ui/diff-editor.tsx';
import type { Meaning } from '../../ui/palette.ts';
import { unfoldJson } from './unfold-json.ts';

export interface AnswerText {
  /** The message that answered; absent where nothing came. */
  readonly text?: string;
  /** Why nothing came: a sentence. */
  readonly failure?: string;
  readonly status?: number;
}

interface SideOptions {
  readonly answer: AnswerText;
  /** Where the two answers differ. */
  readonly pointer: string;
  readonly note: { readonly meaning: Meaning; readonly text: string };
  readonly ariaLabel: string;
  /** JSON within texts is shown as JSON. */
  readonly unfold: boolean;
}

/** One side of two answers: laid out, with the place that differs marked and in view. Pure. */
export function answerSide({ answer, pointer, note, ariaLabel, unfold }: SideOptions): DiffSide {
  const raw = answer.text;
  if (raw === undefined) {
    return {
      text: JSON.stringify({ 'no answer': answer.failure ?? 'Nothing came.' }, null, 2),
      language: 'json',
      notes: [],
      ariaLabel,
    };
  }
  if (!looksLikeJson(raw, undefined)) return { text: raw, language: 'plaintext', notes: [], ariaLabel };
  const text = raw.length > LAYOUT_LIMIT ? raw : layOutJson(unfold ? unfoldJson(raw) : raw);
  // Status, headers and what came beside the answer are not in its message.
  const isWithin = /^\/(?:result|error)(?:\/|$)/.test(pointer);
  const notes: JsonNotes = isWithin ? new Map([[pointer, note]]) : new Map();
  const anchored: readonly AnchoredNote[] = anchorNotes(text, notes);
  const reveal = anchored[0]?.start;
  return { text, language: 'json', notes: anchored, ariaLabel, ...(reveal !== undefined && { reveal }) };
}
