import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const RETRIES_ON_WINDOWS = 20;
const RETRY_AFTER_MS = 25;

/**
 * Replaces a file's content as one step: a reader, or the next start after a crash, sees the old text or the new
 * one, never a part. Rejects with the system's error; the old file is then as it was.
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Windows refuses to replace a file that a virus scanner or an editor holds open for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = errorCode(error);
      const passing = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (process.platform !== 'win32' || !passing || attempt > RETRIES_ON_WINDOWS) throw error;
      await pause(RETRY_AFTER_MS);
    }
  }
}

/** Makes the rename itself last. Windows has no such thing, and some network file systems refuse it. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch {
    // The content itself is on disk; after a power cut the old name may still show the old text, whole.
  }
}

/** `ENOENT` and the like, where the error is the system's. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
