import type { NoiseEntry } from '../model/replay-run.ts';
import type { SeriesClass, SeriesProgress, SeriesRow, SeriesSummary } from '../model/series.ts';

/** Commands that hold two captures against each other as series. `job` is a name of the caller's, for progress and to cancel. */
export interface SeriesCommands {
  /**
   * Compares what is in two open captures at this moment, or what a filter finds in both. How far it is arrives as `series`
   * events. The last few comparisons are kept, as long as both captures are open. NOT_FOUND, CANCELLED; BAD_INPUT where the text
   * is no filter.
   */
  'series.compare': {
    in: {
      job: string;
      left: string;
      right: string;
      readonly filter?: string;
      /** Places that are known for noise. */
      readonly noise?: readonly NoiseEntry[];
    };
    out: SeriesSummary;
  };
  'series.cancel': { in: { job: string }; out: null };
  /** Rows of these classes, in the order of the left side. NOT_FOUND where the comparison is not kept any more. */
  'series.rows': {
    in: { id: string; from: number; limit: number; classes: readonly SeriesClass[] };
    out: { readonly rows: readonly SeriesRow[]; readonly total: number };
  };
  /** The comparison as a document, with the first so many rows that differ. */
  'series.report': { in: { id: string; format: 'md' | 'html' }; out: { readonly text: string } };
}

/** Events of comparisons. */
export interface SeriesEvents {
  /** At most ten a second and job. */
  series: SeriesProgress;
}
