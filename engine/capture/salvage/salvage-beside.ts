import { accessSync, constants, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { counted } from '../../../shared/model/counted.ts';
import type { SalvageReport } from '../../../shared/model/salvage.ts';
import { AppError } from '../../app-error.ts';
import { FILE_EXTENSION } from '../format.ts';
import { saveCopy } from '../save-copy.ts';
import type { SalvageTask, WorkerFault } from '../store-messages.ts';

export interface SalvageWish {
  readonly path: string;
  /** Where the new file goes when none can be made beside the damaged one. */
  readonly directory: string;
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
  /** The new file; by default one beside the damaged one. Refused where it exists. */
  readonly into?: string;
  readonly signal?: AbortSignal;
  /** How far it is, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

export interface Salvaged {
  /** Of the new file. */
  readonly path: string;
  readonly report: SalvageReport;
}

/** What the worker tells: how far it is, that it is done, or that it cannot do it. */
export type SalvageNews =
  | { readonly kind: 'progress'; readonly part: number }
  | { readonly kind: 'salvaged'; readonly report: SalvageReport }
  | { readonly kind: 'refused'; readonly fault: WorkerFault };

/**
 * Reads what can be read of a damaged capture into a new one beside it, NAME.salvaged.hopscope, in a worker of its own. Whoever
 * looks sees nothing or the whole new file. Rejects with AppError; where it is cancelled, there is nothing.
 */
export async function salvageBeside(wish: SalvageWish): Promise<Salvaged> {
  const { path, directory, program, now, into } = wish;
  const target = into ?? freeName(path, isWritable(dirname(path)) ? dirname(path) : directory);
  let report: SalvageReport | undefined;
  await saveCopy(target, async (passing) => {
    report = await inWorker({ use: 'salvage', path, into: passing, program, now }, wish);
  });
  if (!report) throw new AppError('INTERNAL', `${basename(path)} could not be salvaged.`);
  return { path: target, report };
}

/** A sentence or two for a person. Pure. */
export function salvagedSentence(damaged: string, { path, report }: Salvaged): string {
  const { exchanges, rebuilt, incomplete, lost, lostBytes, unreadableBytes } = report;
  const losses = [
    ...(lost > 0 ? [`${counted(lost, 'exchange')} lost`] : []),
    ...(incomplete > 0 ? [`${counted(incomplete, 'exchange')} incomplete, and marked`] : []),
    ...(rebuilt > 0 ? [`${counted(rebuilt, 'row')} made anew from what the exchanges carried`] : []),
    ...(lostBytes > 0 ? [`${counted(lostBytes, 'byte')} of exchanges missing`] : []),
    ...(unreadableBytes > 0
      ? [`${counted(unreadableBytes, 'byte')} of the file in which nothing could be recognised`]
      : []),
  ];
  return (
    `What could be read of ${basename(damaged)}, ${counted(exchanges, 'exchange')}, is in ${basename(path)}; ` +
    `the damaged file was left as it is. ${losses.length === 0 ? 'Nothing that was in it is known to be lost.' : `Lost: ${losses.join('; ')}.`}`
  );
}

function freeName(path: string, folder: string): string {
  const name = basename(path);
  const bare = name.endsWith(FILE_EXTENSION) ? name.slice(0, -FILE_EXTENSION.length) : name;
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : `-${String(count)}`;
    const target = join(folder, `${bare}.salvaged${ending}${FILE_EXTENSION}`);
    if (!existsSync(target)) return target;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function inWorker(
  task: SalvageTask,
  { signal, onProgress }: Pick<SalvageWish, 'signal' | 'onProgress'>,
): Promise<SalvageReport> {
  // From source this module is a .ts file; bundled, the worker's bundle lies beside the program's.
  const entry = import.meta.url.endsWith('.ts') ? '../store-worker.ts' : './store-worker.js';
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: task, execArgv: [] });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return new Promise<SalvageReport>((resolve, reject) => {
    worker.on('message', (news: SalvageNews) => {
      if (news.kind === 'progress') onProgress?.(news.part);
      else if (news.kind === 'salvaged') resolve(news.report);
      else reject(new AppError(news.fault.code, news.fault.message, news.fault.details));
    });
    worker.on('error', (error) => {
      reject(new AppError('INTERNAL', `${basename(task.path)} could not be salvaged: ${String(error)}`));
    });
    // Not before: a worker that is being ended still has the file open.
    worker.on('exit', () => {
      reject(
        signal?.aborted
          ? new AppError('CANCELLED', `Salvaging ${basename(task.path)} was cancelled.`)
          : new AppError('INTERNAL', `${basename(task.path)} could not be salvaged: its worker has ended.`),
      );
    });
  }).finally(() => {
    signal?.removeEventListener('abort', stop);
  });
}
