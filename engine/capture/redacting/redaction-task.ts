import type { RedactionRules } from '../../../shared/model/redaction.ts';

/** What is asked of a capture's worker. */
export interface RedactionTask {
  readonly rules: RedactionRules;
  /** Values that are secrets wherever they stand. */
  readonly known: readonly string[];
  /** Only these exchanges are redacted; what is a secret is learned from all of them. Absent: all. */
  readonly numbers?: readonly number[];
}
