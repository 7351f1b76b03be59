import type { LeftOutReason, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { RedactionRules } from '../../../shared/model/redaction.ts';
import type { PairResult } from '../../series/compare-pair.ts';
import type { MatchedSeries } from '../../series/match-series.ts';
import type { SeriesColumns } from '../../series/series-columns.ts';

/** The steps of one capture, as they travel: numbers in columns, texts once. */
export interface PackedSeries extends SeriesColumns {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly exact: Float64Array<ArrayBuffer>;
  readonly loose: Float64Array<ArrayBuffer>;
  readonly startedAt: Float64Array<ArrayBuffer>;
  readonly endedAt: Float64Array<ArrayBuffer>;
  readonly client: Int32Array<ArrayBuffer>;
  readonly sources: Int32Array<ArrayBuffer>;
  readonly sourceEnds: Uint32Array<ArrayBuffer>;
  /** Of all that is compared: equal numbers say the same. */
  readonly said: Float64Array<ArrayBuffer>;
  /** 1: a poll before its task was over. */
  readonly early: Uint8Array<ArrayBuffer>;
  /** Three places in `texts` a step: method, name, name of the instance. */
  readonly words: Uint32Array<ArrayBuffer>;
  readonly texts: readonly string[];
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Values that flow between its steps; only where they were asked for. */
  readonly flows: readonly ValueFlow[];
}

/** Questions to the worker of a capture that is compared with another one. `control`: of a WorkControl. */
export interface SeriesQueries {
  /** All steps, or those among `numbers`, ascending. CANCELLED. */
  seriesRead: {
    in: {
      readonly numbers?: Uint32Array;
      /** The other side's values are held against those that flow here. */
      readonly flows: boolean;
      readonly control: SharedArrayBuffer;
    };
    out: PackedSeries;
  };
  /** What goes with what. Needs no file: the thread that asks has others to serve. */
  seriesMatch: { in: { readonly left: SeriesColumns; readonly right: SeriesColumns }; out: MatchedSeries };
  /** What of these exchanges is compared, as JSON, in this order: at least one, and no more than a few megabytes. */
  seriesSides: { in: { readonly numbers: readonly number[] }; out: readonly string[] };
  /** This capture is the right side of a comparison: what flows on the left. */
  seriesBegin: {
    in: {
      readonly job: string;
      readonly flows: readonly ValueFlow[];
      readonly known: readonly NoiseEntry[];
      /** By which one of the two may have lost its secrets. */
      readonly rules: RedactionRules;
      /** Exchanges of the left side that are compared, ascending; all where absent. */
      readonly among?: Uint32Array;
    };
    out: null;
  };
  /** Pairs in the order of the left side: JSON of it, and the number of the exchange here. CANCELLED where none was begun. */
  seriesPairs: {
    in: {
      readonly job: string;
      readonly pairs: readonly { readonly left: string; readonly right: number }[];
    };
    out: readonly PairResult[];
  };
  seriesEnd: { in: { readonly job: string }; out: null };
}
