import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../app-error.ts';
import { writePassing } from './passing-file.ts';

/**
 * Lets `write` fill an empty file, which is `target` when it is whole: see writePassing. Returns its bytes. Throws AppError
 * CONFLICT, NOT_FOUND, IO, and what `write` throws.
 */
export async function saveCopy(
  target: string,
  write: (path: string) => Promise<unknown>,
  replace = false,
): Promise<number> {
  const path = resolve(target);
  await writePassing(
    path,
    async (passing) => {
      try {
        await write(passing);
      } catch (error) {
        if (error instanceof AppError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError('IO', `The copy ${path} could not be written: ${reason}.`);
      }
    },
    replace,
  );
  return statSync(path).size;
}
