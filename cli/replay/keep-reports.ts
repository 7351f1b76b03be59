import { rename, rm, stat, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../engine/index.ts';
import type { ReportWish } from '../report-files.ts';

/** Reports that are on disk from the first moment, and are renewed while what they tell of goes on. */
export interface KeptReports {
  /** Writes them, and again every two seconds. */
  begin(): Promise<void>;
  /** The last time. Rejects with AppError IO where one cannot be written; the others are there. */
  end(): Promise<void>;
  /** Nothing more is written. */
  stop(): void;
}

export interface KeepOptions<Kind extends string> {
  readonly cwd: string;
  readonly wishes: readonly ReportWish<Kind>[];
  readonly textOf: (kind: Kind) => Promise<string>;
}

const EVERY_MS = 2_000;
/** Renewing takes this part of the time at most, however large the reports are. */
const MOST_SHARE = 0.1;

/**
 * Whoever ends this program at whatever moment finds whole files that say how far it was: each is written aside and put in its
 * place. What is no file of its own, such as a pipe, is written once, at the end.
 */
export function keepReports<Kind extends string>({ cwd, wishes, textOf }: KeepOptions<Kind>): KeptReports {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  let writing: Promise<void> = Promise.resolve();

  const renew = async (): Promise<void> => {
    const began = performance.now();
    for (const { kind, file } of wishes) {
      try {
        await replaceFile(resolve(cwd, file), await textOf(kind), 'files');
      } catch {
        // The last time tells of what cannot be written.
      }
    }
    if (over) return;
    const took = performance.now() - began;
    timer = setTimeout(
      () => {
        writing = renew();
      },
      Math.max(EVERY_MS, took / MOST_SHARE),
    );
  };
  const stop = (): void => {
    over = true;
    clearTimeout(timer);
  };
  return {
    begin() {
      if (wishes.length > 0) writing = renew();
      return writing;
    },
    async end() {
      stop();
      await writing;
      const problems: string[] = [];
      for (const { kind, file } of wishes) {
        const path = resolve(cwd, file);
        try {
          await replaceFile(path, await textOf(kind), 'all');
        } catch (error) {
          if (!(error instanceof Error) || !('code' in error)) throw error;
          problems.push(`The report could not be written to ${path}: ${error.message}.`);
        }
      }
      if (problems.length > 0) throw new AppError('IO', problems.join(' '));
    },
    stop,
  };
}

/** What an earlier run has left must not pass for this one's. Rejects with AppError IO. */
export async function removeReports(cwd: string, wishes: readonly ReportWish[]): Promise<void> {
  for (const { file } of wishes) {
    const path = resolve(cwd, file);
    if ((await kindOf(path)) !== 'file') continue;
    try {
      await rm(path);
    } catch (error) {
      throw new AppError('IO', `The report of an earlier run is in the way: ${String(error)}.`);
    }
  }
}

/** Puts a file with this text in the place of another; whoever reads it finds the one or the other whole. */
export async function replaceFile(path: string, text: string, which: 'files' | 'all' = 'all'): Promise<void> {
  const kind = await kindOf(path);
  if (kind === 'other') {
    if (which === 'all') await writeFile(path, text);
    return;
  }
  // A link stays one.
  const target = kind === 'file' ? await realpath(path) : path;
  const aside = join(dirname(target), `.${basename(target)}.${String(process.pid)}.part`);
  try {
    await writeFile(aside, text);
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function kindOf(path: string): Promise<'none' | 'file' | 'other'> {
  try {
    return (await stat(path)).isFile() ? 'file' : 'other';
  } catch {
    return 'none';
  }
}
