import type { Difference } from './difference.ts';
import type { LeftOutReason } from './replay-plan.ts';

/**
 * What becomes of one step where two captures are held against each other as series. `same` says the same to the letter, `noise`
 * differs in nothing that counts. A step may be `reordered` and `changed` at once.
 */
export const SERIES_CLASSES = ['missing', 'added', 'reordered', 'changed', 'noise', 'same'] as const;
export type SeriesClass = (typeof SERIES_CLASSES)[number];

/** Those that make two captures differ. */
export const SERIES_DIFFERENCES = [
  'missing',
  'added',
  'reordered',
  'changed',
] as const satisfies readonly SeriesClass[];

/** What differs and is no change, by name. */
export const SERIES_NOISE = [
  'time', // a time, or how long something took
  'id', // a value that was made up by chance, such as a UUID, which nobody asked with
  'flow', // a value that flowed from the step that goes with it: the same by its role
  'redacted', // a placeholder on one side
  'beside', // what a server tells in `_meta` beside its answer, such as which instance it was
  'polls', // how often a task was asked for before it ended
  'interleaved', // another order of what overlapped, or of what different clients asked
  'known', // a place that a noise file names
] as const;
export type SeriesNoise = (typeof SERIES_NOISE)[number];

/** One step of one side. */
export interface SeriesStep {
  /** Of the exchange. */
  readonly number: number;
  readonly method: string;
  /** Tool, prompt, uri or task id; empty where there is none. */
  readonly name: string;
  readonly instanceName: string;
  /** Epoch ms. */
  readonly startedAt: number;
}

/** One row of the comparison: a step of both sides, or of one. */
export interface SeriesRow {
  /** Place among all rows, from 0. */
  readonly index: number;
  readonly classes: readonly SeriesClass[];
  readonly left?: SeriesStep;
  readonly right?: SeriesStep;
  /** The first of them; values of the right side are those of the left where they flowed. Into `/params` or an answer. */
  readonly differences: readonly Difference[];
  /** How many there are. */
  readonly total: number;
  readonly noise: readonly SeriesNoise[];
}

/** A place at which steps differ. */
export interface SeriesPlace {
  readonly method: string;
  readonly name: string;
  /** JSON pointer with `*` for each index. */
  readonly pointer: string;
  readonly kind: Difference['kind'];
  readonly steps: number;
  /** The first row that shows it. */
  readonly first: number;
}

/** One capture of the two. */
export interface SeriesSide {
  readonly captureId: string;
  readonly name: string;
  readonly steps: number;
  /** Exchanges that are no steps of a series, by reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
}

/** Two captures compared. */
export interface SeriesSummary {
  readonly id: string;
  readonly left: SeriesSide;
  readonly right: SeriesSide;
  /** Rows of each class; a row that is both reordered and changed counts for both. */
  readonly counts: Readonly<Record<SeriesClass, number>>;
  readonly rows: number;
  /** Rows with noise of each kind. */
  readonly noise: Readonly<Partial<Record<SeriesNoise, number>>>;
  /** Where steps changed, the most first; at most 200. */
  readonly places: readonly SeriesPlace[];
  readonly same: boolean;
}

/** How far a comparison is. */
export interface SeriesProgress {
  readonly job: string;
  readonly phase: 'reading' | 'comparing';
  readonly done: number;
  /** 0 while nothing is known yet. */
  readonly total: number;
}
