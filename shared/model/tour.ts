import type { Era } from './instance.ts';

/**
 * A tour of one instance: it is asked who it is and for all that it lists, then given requests that are wrong on purpose.
 * What is wrong with its answers is then among the findings of the recording.
 */
export interface TourState {
  readonly id: string;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** The era in which it is asked; absent until that is found out. */
  readonly era?: Era;
  /** Steps that are over, of those that are known to come so far. */
  readonly done: number;
  readonly steps: number;
  /** The step that is under way, or the last one: a few words. */
  readonly step: string;
  /** Probes that got no answer at all. */
  readonly unanswered: number;
  /** Where it is recorded: the capture, and the numbers of its first and its last exchange. Absent until one was sent. */
  readonly recorded?: { readonly captureId: string; readonly first: number; readonly last: number };
  /** Of `failed`: a sentence, what happened and what to do next. */
  readonly problem?: string;
}
