import type { Difference } from './difference.ts';
import type { Era } from './instance.ts';

/** A step that cannot be said in an era. */
export interface GoneStep {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  /** The era that does not have it. */
  readonly era: Era;
  /** Why, and what is there instead: a sentence or two. */
  readonly says: string;
  /** Id of the feature that came or went, see shared/spec/deprecations.ts. */
  readonly feature?: string;
}

/** A step that is answered otherwise in the second era. */
export interface ChangedStep {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  /** Left is the first era. */
  readonly first: Difference;
  /** At how many places. */
  readonly places: number;
}

/** A deprecated or removed feature that the recording uses. */
export interface LeanedOn {
  readonly id: string;
  readonly title: string;
  readonly state: 'deprecated' | 'removed';
  readonly count: number;
  /** Who: clients and instances, and what they did. At most ten. */
  readonly who: readonly string[];
  readonly earliestRemoval?: string;
  readonly migration: string;
  readonly link: string;
}

/** What the same requests, sent in two eras, have come to. */
export interface ErasOutcome {
  /** The first one is what the second is held against. */
  readonly eras: readonly [Era, Era];
  readonly says: string;
  /** Steps by what became of them. */
  readonly same: number;
  readonly changed: number;
  /** The first 500 of those; reports have all. */
  readonly changedSteps: readonly ChangedStep[];
  readonly gone: number;
  /** The first 2,000 of those. */
  readonly goneSteps: readonly GoneStep[];
  /** Held, skipped or not answered in either era. */
  readonly notCompared: number;
  readonly leansOn: readonly LeanedOn[];
}
