import type { RedactedHow } from './capture.ts';

/** What a person says of a capture; kept in its file, so that it goes where the file goes. */
export interface CaptureLabels {
  /** Empty: it goes by its file's name. */
  readonly title: string;
  readonly note: string;
  readonly tags: readonly string[];
  /** Retention leaves it alone. */
  readonly pinned: boolean;
}

/** A capture file among the recordings. */
export interface LibraryEntry extends CaptureLabels {
  readonly path: string;
  /** File name without folder. */
  readonly name: string;
  /** Of file and journal. */
  readonly bytes: number;
  /** Epoch ms. */
  readonly changedAt: number;
  /** Highest number; absent where the file cannot be read. */
  readonly exchanges?: number;
  readonly open: boolean;
  /** Absent: it may hold secrets. */
  readonly redacted?: RedactedHow;
  /** A sentence: why it cannot be read. */
  readonly problem?: string;
}

/** Which captures may go: those that are older, and the oldest ones while all together take more. */
export interface RetentionWish {
  readonly days?: number;
  readonly bytes?: number;
}
