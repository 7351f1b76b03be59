import { JsonTreeModel, runNow } from './json-tree-model.ts';
import { worseMeaning, type Meaning } from './palette.ts';

/** Something to be said of a place. */
export interface PlaceNote {
  readonly meaning: Meaning;
  /** One sentence or more, each on a line of its own. */
  readonly text: string;
}

/** Notes by JSON pointer. */
export type JsonNotes = ReadonlyMap<string, PlaceNote>;

export const NO_NOTES: JsonNotes = new Map();

/** A note at a value that is in the text. Offsets count UTF-16 units. */
export interface AnchoredNote extends PlaceNote {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly isContainer: boolean;
}

/** Longer texts are not read for this. */
export const ANCHOR_LIMIT = 1_000_000;

/** Both at one place: the worse meaning, one sentence after the other. Pure. */
export function joinNotes(one: PlaceNote | undefined, other: PlaceNote): PlaceNote {
  if (!one) return other;
  return { meaning: worseMeaning(one.meaning, other.meaning), text: `${one.text}\n${other.text}` };
}

/**
 * Puts each note to the value that it is about; where that is not there (what is said of it is often just that), to the
 * nearest one around it. Gives nothing for a text that is no JSON or too long. Pure.
 */
export function anchorNotes(text: string, notes: JsonNotes): AnchoredNote[] {
  if (notes.size === 0 || text.length > ANCHOR_LIMIT) return [];
  const model = new JsonTreeModel(text);
  runNow(model.load());
  if (model.fault) return [];
  const anchored = new Map<string, AnchoredNote>();
  for (const [pointer, note] of notes) {
    // First, as it puts other rows in their place.
    const index = runNow(model.reveal(pointer));
    const row = model.rows[index];
    if (!row) continue;
    anchored.set(row.pointer, {
      ...{ pointer: row.pointer, start: row.start, end: row.end },
      isContainer: row.type === 'object' || row.type === 'array',
      ...joinNotes(anchored.get(row.pointer), note),
    });
  }
  return [...anchored.values()];
}
