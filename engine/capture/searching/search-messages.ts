import type { FilterCompletion } from '../../../shared/model/filter-completion.ts';
import type { FilterNode } from '../../../shared/model/filter.ts';
import type { Mute } from '../../../shared/model/finding.ts';
import type { FindSort } from '../../../shared/model/find.ts';

/** What is looked for in a capture. */
export interface FindWish {
  readonly filter: FilterNode;
  /** Absent: in the order of their numbers. */
  readonly sort?: FindSort;
  /** Only these are looked at. */
  readonly among?: readonly number[];
  /** Only exchanges with higher numbers are looked at. */
  readonly above?: number;
  /** Findings of these are not heard. */
  readonly mutes: readonly Mute[];
  /** ms after which bodies are searched no further. */
  readonly budgetMs: number;
}

export interface Found {
  /** In the order that was asked for. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Present: time was up, and nothing is known of exchanges with higher numbers. */
  readonly through?: number;
  /** The judge was asked: the answer may change as it goes on. */
  readonly judged: boolean;
}

/** Questions to a search; answered of what is recorded and judged by then. */
export interface SearchQueries {
  find: { in: FindWish; out: Found };
  complete: { in: { readonly text: string; readonly cursor: number }; out: FilterCompletion };
}
