import type { Row } from './exchange.ts';

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
  /** Secrets were replaced before they were written. */
  readonly redacts?: boolean;
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
