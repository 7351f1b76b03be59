import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError, keepComments, readNoiseFile, type Engine } from '../../engine/index.ts';
import type { NoiseEntry } from '../../shared/model/replay-run.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';
import { checkOutput } from '../check-paths.ts';
import { UsageError } from '../exit-codes.ts';
import { ask } from '../session.ts';
import { replaceFile } from './keep-reports.ts';

/** Problems of a file that are told at once. */
const MOST_PROBLEMS = 5;

interface NoiseFlags {
  readonly noise?: string;
  readonly learnNoise?: true;
}

/** The noise that is known. A file that is to be learnt into may be missing. Throws UsageError. */
export function knownNoise(cwd: string, { noise, learnNoise }: NoiseFlags): readonly NoiseEntry[] {
  if (noise === undefined) return [];
  const path = resolve(cwd, noise);
  if (learnNoise) checkOutput(cwd, noise, '--noise');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (learnNoise && error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--noise: ${noise} cannot be read: ${why}. --learn-noise makes it.`);
  }
  const { entries, problems } = readNoiseFile(text);
  if (problems.length === 0) return entries;
  const told = problems.slice(0, MOST_PROBLEMS).map(({ line, says }) => `line ${String(line)}: ${says}`);
  const more = problems.length - told.length;
  throw new UsageError(
    `--noise: ${noise} is not understood. ${told.join(' ')}${more > 0 ? ` There are ${String(more)} more.` : ''}`,
  );
}

/**
 * Writes what was learnt, with what was known, where it is wanted; says what it did, or why not. What a replay that was
 * given up has learnt is not kept: nobody knows what else it would have seen. Rejects with AppError.
 */
export async function keepNoise(
  engine: Engine,
  cwd: string,
  { noise, learnNoise }: NoiseFlags,
  { id, state, learned, wish }: ReplayState,
): Promise<string | undefined> {
  if (noise === undefined || !learnNoise) return undefined;
  if (state === 'cancelled' || state === 'failed')
    return `${noise} is left as it was: the replay did not come to its end.`;
  const { text } = await ask(engine, 'replay.noise', { id });
  const path = resolve(cwd, noise);
  try {
    // It may have been written while the replay ran: what stands there now counts.
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
    await replaceFile(path, keepComments(before, text));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new AppError('IO', `The noise could not be written to ${path}: ${error.message}.`);
  }
  const known = wish.noise?.length ?? 0;
  const fresh = learned?.entries.length ?? 0;
  return `Written: ${noise} (noise: ${String(fresh)} learnt, ${String(known)} known before).`;
}
