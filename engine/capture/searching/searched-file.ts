import type { DatabaseSync } from 'node:sqlite';

/** The open file that is searched. */
export interface SearchedFile {
  readonly db: DatabaseSync;
  /** It is being recorded: what is open in it may still end. */
  readonly live: boolean;
}
