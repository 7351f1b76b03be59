import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { FoundAt, RuleGroup, Severity, Side } from '../../../shared/model/finding.ts';
import type { NegotiationReport } from '../../../shared/model/negotiation.ts';
import type { TaskReport } from '../../../shared/model/task.ts';
import type { RoutingReport, RoutingVerdict } from '../../../shared/model/routing-case.ts';

/** Findings of one rule and severity about one instance: what mutes are held against. */
export interface Tally {
  readonly rule: string;
  /** '' is nobody: the gateway's own answers. */
  readonly instanceId: string;
  readonly severity: Severity;
  readonly count: number;
}

/** How far the judge of one capture is. */
export interface JudgeProgress {
  /** Exchanges that have ended and are judged, of those that have ended. */
  readonly judged: number;
  readonly ended: number;
  readonly tallies: readonly Tally[];
  /** A sentence: why nothing more is judged. */
  readonly problem?: string;
}

/** Findings of one rule at one side, in a part of a capture. */
export interface FoundWithin {
  readonly rule: string;
  readonly side: Side;
  readonly severity: Severity;
  /** Of its exchange, once for each finding, ascending. */
  readonly numbers: readonly number[];
}

/** What the judge tells unasked. */
export interface JudgedNews {
  /** At most four times a second. */
  readonly progress?: JudgeProgress;
  /** Rows of exchanges that have ended and have other findings now; complete. */
  readonly rows: readonly Row[];
  /** Of exchanges that go on: number, and what is found by now beside what is recorded. */
  readonly open: readonly (readonly [number, RowFindings | undefined])[];
}

/** Questions to the judge; answered of what is judged by then, but for `settled`. */
export interface JudgeQueries {
  groups: {
    in: null;
    out: {
      readonly groups: RuleGroup[];
      readonly names: Readonly<Record<string, string>>;
      readonly progress: JudgeProgress;
    };
  };
  found: {
    in: { rule: string; readonly instanceId?: string; after: number; limit: number };
    out: { readonly found: FoundAt[]; readonly more: boolean };
  };
  /** Which exchanges from `first` to `last` that have ended have findings. */
  within: { in: { readonly first: number; readonly last: number }; out: readonly FoundWithin[] };
  /** Answered once all is judged that has ended before it was asked. */
  settled: { in: null; out: JudgeProgress };
  routing: { in: { limit: number; readonly verdict?: RoutingVerdict }; out: RoutingReport };
  negotiation: { in: null; out: NegotiationReport };
  deprecations: { in: null; out: DeprecationReport };
  tasks: { in: { since: number }; out: TaskReport };
}
