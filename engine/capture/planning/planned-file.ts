import type { DatabaseSync } from 'node:sqlite';

/** The open file that is planned from. */
export interface PlannedFile {
  readonly db: DatabaseSync;
  /** As in createCaptureReader. */
  readonly live: boolean;
  readonly lastNumber: number;
}
