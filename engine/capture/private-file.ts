import { closeSync, openSync } from 'node:fs';

// Captures hold credentials as they were sent: nobody but their user reads what Hopscope makes, whatever the umask.

/** Mode of folders that Hopscope makes. */
export const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Makes an empty file that only its user may read: SQLite keeps the mode of the file that it finds, also for the
 * journals beside it. Throws the system's error, EEXIST where there is something of that name.
 */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, 'wx', PRIVATE_FILE));
}
