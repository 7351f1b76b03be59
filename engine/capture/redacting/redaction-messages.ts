import type { RedactedHow } from '../../../shared/model/capture.ts';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import type { LearnedSecret } from '../redaction/secret-book.ts';
import type { RedactionNote } from './redaction-note.ts';
import type { RedactionTask } from './redaction-task.ts';

/** Questions to a worker about redacting its capture. `control`: of a WorkControl. */
export interface RedactionQueries {
  /** What is a secret in the capture, for whoever replaces it in what was asked for. */
  secrets: {
    in: { task: RedactionTask; control: SharedArrayBuffer };
    out: { secrets: LearnedSecret[]; problems: string[] };
  };
  /** How the capture lost its secrets. */
  redactionNote: { in: null; out: RedactedHow | undefined };
  /** A recording begins or ends; answers what the capture says then. */
  noteRedaction: { in: RedactionNote; out: RedactedHow | undefined };
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
