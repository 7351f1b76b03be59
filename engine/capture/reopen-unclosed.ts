import { basename } from 'node:path';
import { AppError } from '../app-error.ts';
import type { OpenCapture } from './open-capture.ts';
import { findUnclosed, isAutomaticName, setAside } from './recordings-directory.ts';

export interface ReopenOptions {
  readonly directory: string;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly onProblem: (message: string) => void;
  readonly open: (path: string) => Promise<OpenCapture>;
  readonly release: (capture: OpenCapture) => Promise<void>;
}

/**
 * Opens the recordings of the directory that were not closed properly: beside the last one, that before it may have
 * been open for a stream that had not ended. What is damaged is set aside, what another
 * Hopscope is recording is left alone, what is empty is removed. Never rejects: the program starts.
 */
export async function reopenUnclosed(options: ReopenOptions): Promise<void> {
  for (const { path, name } of findUnclosed(options.directory)) {
    try {
      const capture = await options.open(path);
      if (capture.exchanges === 0 && isAutomaticName(name)) await options.release(capture);
    } catch (error) {
      passOver(path, name, error, options);
    }
  }
}

function passOver(path: string, name: string, error: unknown, { clock, onProblem }: ReopenOptions): void {
  const code = error instanceof AppError ? error.code : undefined;
  // Another Hopscope records it: nothing has crashed.
  if (code === 'CONFLICT') return;
  const reason = error instanceof Error ? error.message : String(error);
  const newer = error instanceof AppError && error.details?.['version'] !== undefined;
  if (code !== 'UNREADABLE' || newer) {
    onProblem(`The recording ${name} was not closed properly and could not be opened: ${reason}`);
    return;
  }
  try {
    onProblem(`${reason} It was kept aside as ${basename(setAside(path, clock()))}.`);
  } catch (renaming) {
    const why = renaming instanceof Error ? renaming.message : String(renaming);
    onProblem(`${reason} It could not be renamed: ${why}.`);
  }
}
