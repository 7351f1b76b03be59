import type { Row } from './exchange.ts';

/**
 * How a capture lost its secrets: it is a redacted copy; they were replaced before they were written; or only those of some of its
 * exchanges were.
 */
export type RedactedHow = 'copied' | 'recorded' | 'partly';

/** One recording, live or opened from a file. */
export interface CaptureSummary {
  readonly id: string;
  /** File name without folder. */
  readonly name: string;
  readonly path: string;
  /** New exchanges are appended to this one; there is at most one such capture. */
  readonly recording: boolean;
  /** Another program is recording it at this moment, such as `hopscope record`; its rows arrive as they come. */
  readonly followed?: boolean;
  /** Secrets are replaced before they are written, while it is recorded. */
  readonly redacts?: boolean;
  /** Absent: it may hold secrets. */
  readonly redacted?: RedactedHow;
  readonly exchanges: number;
  /** What its file takes once it is closed, without the journal that stands beside it while it is recorded. */
  readonly bytes: number;
  readonly openedAt: number;
  /** Exchanges that were still open when the file was last written without being closed. */
  readonly lost: number;
  /** A sentence: the recording lags behind or cannot be written, and what that means. */
  readonly problem?: string;
}

/** A batch of rows towards the screen: new ones and changed ones alike, by number. */
export interface RowBatch {
  readonly captureId: string;
  readonly rows: readonly Row[];
}
