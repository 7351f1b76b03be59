import type { RedactionReport, RedactionRules } from '../model/redaction.ts';

/** Commands that take secrets out of captures. `job` is a name of the caller's, for progress and to cancel. */
export interface RedactionCommands {
  /**
   * BAD_INPUT where a pattern is no regular expression. Where `whileRecording` is another one now, a new recording begins: no
   * file is redacted in part.
   */
  'redaction.save': { in: RedactionRules; out: RedactionRules };
  /** A text as it would be redacted by these rules, without what the workspace knows. */
  'redaction.try': {
    in: { text: string; rules: RedactionRules };
    out: { readonly text: string; readonly report: RedactionReport };
  };
  /** A report of ours that tells of these captures, without their secrets. Those that are not open are passed over. */
  'redaction.report': {
    in: { captureIds: readonly string[]; text: string; kind: 'json' | 'text' };
    out: { readonly text: string };
  };
  /**
   * What the workspace's rules would replace, in all exchanges or in those with these numbers. How far it is arrives as
   * `redaction` events. CANCELLED.
   */
  'redaction.preview': {
    in: { captureId: string; job: string; readonly numbers?: readonly number[] };
    out: RedactionReport;
  };
  /** A redacted copy; as capture.saveCopy otherwise. CANCELLED, and then there is none. */
  'redaction.saveCopy': {
    in: { captureId: string; path: string; job: string; readonly replace?: boolean };
    out: { readonly bytes: number; readonly report: RedactionReport };
  };
  'redaction.cancel': { in: { job: string }; out: null };
}

/** How far redacting is: exchanges looked at, of twice as many as there are. */
export interface RedactionProgress {
  readonly job: string;
  readonly done: number;
  /** 0 while nothing is known yet. */
  readonly total: number;
}
