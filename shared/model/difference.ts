import type { JsonValue } from './draft.ts';
import type { ExchangeRef } from './exchange.ts';

/** One disagreement between two answers. */
export interface Difference {
  /**
   * JSON pointer into the left answer, of what was added into the right one. Starts with `/status`, `/failure`, `/headers`,
   * `/result`, `/error`, `/progress`, `/notifications` (without progress) or `/text`, and goes on inside a text that holds JSON.
   */
  readonly pointer: string;
  /** `order`: a list has the same members in another order; left and right are their names, in order. */
  readonly kind: 'added' | 'removed' | 'changed' | 'order';
  readonly left?: JsonValue;
  readonly right?: JsonValue;
  /** Where it stands in the right answer, where that is another place: an item before it was added or removed. */
  readonly rightPointer?: string;
}

/** Answers of several instances to one draft, the first taken as the left side. */
export interface Comparison {
  readonly same: boolean;
  readonly columns: readonly {
    readonly ref: ExchangeRef;
    readonly instanceName: string;
    /** Against the first column; empty for the first. */
    readonly differences: readonly Difference[];
  }[];
  /** Every pointer at which any column differs from the first, sorted. */
  readonly pointers: readonly string[];
}
