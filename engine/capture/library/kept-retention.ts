import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retentionSchema } from '../../../shared/bridge/library-schemas.ts';
import type { RetentionWish } from '../../../shared/model/capture-library.ts';
import { AppError } from '../../app-error.ts';
import { writeFileAtomically } from '../../workspace/write-file-atomically.ts';
import { PRIVATE_FOLDER } from '../private-file.ts';

const NAME = 'retention.json';

/** What is set for the recordings in a folder. Nothing where there is no file, or one that makes no sense: then nothing goes. */
export function readRetention(directory: string): RetentionWish {
  try {
    return retentionSchema.safeParse(JSON.parse(readFileSync(join(directory, NAME), 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}

/** Rejects with AppError IO. */
export async function keepRetention(
  directory: string,
  { days, bytes }: RetentionWish,
): Promise<RetentionWish> {
  const wish = { ...(days !== undefined && { days }), ...(bytes !== undefined && { bytes }) };
  try {
    mkdirSync(directory, { recursive: true, mode: PRIVATE_FOLDER });
    await writeFileAtomically(join(directory, NAME), `${JSON.stringify(wish, null, 2)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `The retention of captures could not be kept in ${directory}: ${reason}.`);
  }
  return wish;
}
