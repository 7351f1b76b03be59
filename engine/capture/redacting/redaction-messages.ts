import type { RedactionReport } from '../../../shared/model/redaction.ts';
import type { LearnedSecret } from '../redaction/secret-book.ts';
import type { RedactionTask } from './redaction-task.ts';

/** Questions to a worker about redacting its capture. `control`: of a WorkControl. */
export interface RedactionQueries {
  /** What is a secret in the capture, for whoever replaces it in what was asked for. */
  secrets: {
    in: { task: RedactionTask; control: SharedArrayBuffer };
    out: { secrets: LearnedSecret[]; problems: string[] };
  };
  redactionPreview: { in: { task: RedactionTask; control: SharedArrayBuffer }; out: RedactionReport };
  /** Fills an empty file. */
  redactedCopy: {
    in: {
      task: RedactionTask;
      path: string;
      program: string;
      /** Epoch ms. */
      now: number;
      control: SharedArrayBuffer;
    };
    out: RedactionReport;
  };
}
