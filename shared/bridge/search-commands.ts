import type { FilterCompletion } from '../model/filter-completion.ts';
import type { FindSort } from '../model/find.ts';
import type { SavedFilter } from '../model/workspace.ts';

/** Commands that look for exchanges by a filter. */
export interface SearchCommands {
  /**
   * Numbers of the exchanges that a filter finds (docs/filters.md), of what is recorded and judged by then, in the order
   * that is asked for. `among`: only these are looked at, such as rows that have changed. BAD_INPUT where the text is no
   * filter: `details.problem` is a FilterProblem.
   */
  'capture.find': {
    in: {
      captureId: string;
      filter: string;
      readonly sort?: FindSort;
      readonly among?: readonly number[];
      /** Only exchanges with higher numbers are looked at: to go on after `through`. */
      readonly above?: number;
    };
    out: FoundNumbers;
  };
  /** What could be typed at the cursor of a filter: keys, and what was seen in this capture. */
  'filter.complete': { in: { captureId: string; text: string; cursor: number }; out: FilterCompletion };
  /** BAD_INPUT where the text is no filter, as above. */
  'filter.save': { in: Omit<SavedFilter, 'id'> & { readonly id?: string }; out: SavedFilter };
  'filter.remove': { in: { id: string }; out: null };
}

export interface FoundNumbers {
  /** Base64 of 32-bit numbers, little-endian. */
  readonly packed: string;
  readonly total: number;
  /**
   * Present: after two seconds the search for text in bodies stopped. What was found has numbers up to this one, and of
   * those above nothing is known.
   */
  readonly through?: number;
  /** The answer leans on what is found in the exchanges: it may change while they are judged. */
  readonly judged: boolean;
}
