import type { JsonValue } from './draft.ts';
import type { ExchangeRef } from './exchange.ts';

/** One disagreement between two answers. */
export interface Difference {
  /** JSON pointer into the answer, or `status`, or `header:NAME`. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly left?: JsonValue;
  readonly right?: JsonValue;
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
