// The filter language as plain data: what a filter's text says (docs/filters.md).

/** Fields that hold text. `rule` is a rule of the specification that was broken or of a gateway that was followed. */
export type FilterTextField =
  | 'method'
  | 'name'
  | 'instance'
  | 'origin'
  | 'era'
  | 'transport'
  | 'state'
  | 'type'
  | 'failure'
  | 'fault'
  | 'link'
  | 'gateway'
  | 'route'
  | 'rule'
  | 'breaks'
  | 'finding'
  | 'task'
  | 'ext'
  | 'body';

/** Fields that hold numbers: durations in ms, sizes in bytes. `bytes` is either of request and answer. */
export type FilterNumberField =
  'status' | 'code' | 'duration' | 'size' | 'bytes' | 'events' | 'findings' | 'follows' | 'number';

/** What an exchange is or has. */
export const FILTER_FLAGS = [
  'failed',
  'open',
  'tampered',
  'faulted',
  'mismatch',
  'linked',
  'routed',
  'finding',
  'error',
  'deprecated',
] as const;
export type FilterFlag = (typeof FILTER_FLAGS)[number];

/** How a text is looked for; all but `whole` whatever its case. */
export type TextMatch =
  /** Somewhere in the value. */
  | { readonly how: 'part'; readonly text: string }
  /** The value, to the letter. */
  | { readonly how: 'whole'; readonly text: string }
  /**
   * These one after the other with anything between them, the first at the start and the last at the end (in bodies and
   * free text: anywhere). At least two.
   */
  | { readonly how: 'pieces'; readonly pieces: readonly string[] };

/** Absent bounds are open. */
export interface NumberRange {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly below?: number;
}

/** A stretch of the filter's text, in UTF-16 code units. */
export interface FilterPlace {
  readonly from: number;
  readonly to: number;
}

export type FilterTerm = FilterPlace &
  (
    | { readonly kind: 'text'; readonly field: FilterTextField; readonly any: readonly TextMatch[] }
    | { readonly kind: 'number'; readonly field: FilterNumberField; readonly any: readonly NumberRange[] }
    | { readonly kind: 'flag'; readonly any: readonly FilterFlag[] }
    /** A header of the request or of the answer, whatever the case of its name. No match at all: it is there. */
    | { readonly kind: 'header'; readonly name: string; readonly any: readonly TextMatch[] }
    /** An argument of the call, else a field of `params`, by its dotted path. */
    | { readonly kind: 'param'; readonly path: readonly string[]; readonly any: readonly TextMatch[] }
    /** Free text: in what a row shows, or in a body. */
    | { readonly kind: 'words'; readonly match: TextMatch }
  );

/** What a filter says. `all` is the empty filter. */
export type FilterNode =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly part: FilterNode }
  | FilterTerm;

/** What is wrong with a filter's text, and where. */
export interface FilterProblem extends FilterPlace {
  /** What is wrong and what to write instead, in a sentence or two. */
  readonly message: string;
  /** What can stand in that place. */
  readonly instead?: string;
}

export type FilterReading =
  | { readonly ok: true; readonly filter: FilterNode }
  | { readonly ok: false; readonly problem: FilterProblem };
