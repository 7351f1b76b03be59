import type { Cause } from '../../../shared/model/replay-verdict.ts';
import type { Candidate } from './candidates.ts';
import type { Investigation } from './investigate.ts';
import type { NameOf } from './wording.ts';

/** A likely cause, with what speaks for it and how to mend it. */
export interface Judgement {
  readonly cause: Cause;
  readonly says: string;
}

export interface CauseContext extends Investigation {
  readonly nameOf: NameOf;
  /** Candidates that most likely show the same, the one that was proved among them. */
  readonly alike: readonly Candidate[];
}
