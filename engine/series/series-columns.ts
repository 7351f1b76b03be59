/** Both sides of one thing. */
export type Both<T> = readonly [left: T, right: T];

/** The steps of one side, in columns. */
export interface SeriesColumns {
  readonly numbers: ArrayLike<number>;
  /** See StepKeys. */
  readonly exact: Float64Array;
  readonly loose: Float64Array;
  /** Epoch ms; NaN of an end that never came. */
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  /** Equal numbers are one client: a place in `clients`. */
  readonly client: Int32Array;
  readonly clients: readonly string[];
  /** Places of the steps whose answers gave what a step carries: those of step `at` end before `sourceEnds[at]`. */
  readonly sources: Int32Array;
  readonly sourceEnds: Uint32Array;
}
