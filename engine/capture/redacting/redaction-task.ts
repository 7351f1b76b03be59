import type { RedactionRules } from '../../../shared/model/redaction.ts';

/** What is asked of a capture's worker. */
export interface RedactionTask {
  readonly rules: RedactionRules;
  /** Values that are secrets wherever they stand. */
  readonly known: readonly string[];
  /** Only these exchanges are redacted; what is a secret is learned from all of them. Absent: all. */
  readonly numbers?: readonly number[];
}

/** How far it is, and whether it is still wanted; shared with whoever asked. */
export interface RedactionWatch {
  /** Exchanges looked at, of twice as many: once to learn, once to replace. */
  progress(done: number, total: number): void;
  cancelled(): boolean;
}
