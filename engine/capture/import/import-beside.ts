import { Worker } from 'node:worker_threads';
import type { ImportedFile } from '../../../shared/model/file-transfer.ts';
import { AppError } from '../../app-error.ts';
import { importFiles, type ImportOptions } from './import-files.ts';
import type { ImportNews, ImportTask, SourceName } from './import-messages.ts';
import { namedSource } from './source.ts';

export interface ImportBesideWish extends Pick<ImportTask, 'path' | 'keep'> {
  readonly sources: readonly SourceName[];
}

/** Less than this is read here, in bytes: it takes no longer than a thread does to start. */
const SMALL_BYTES = 2 * 1024 * 1024;
/**
 * What is read is garbage a moment later. Left alone, V8 would keep ever more room for such, the longer an import runs: up to
 * some 130 MB. In MB.
 */
const YOUNG_MB = 12;

/**
 * As `importFiles`. What is large is read on a thread of its own, so that whoever records, answers or shows meanwhile is not
 * held up, and the memory that it takes does not depend on how large it is.
 */
export async function importBeside(
  { sources, path, keep }: ImportBesideWish,
  options: ImportOptions,
): Promise<readonly ImportedFile[]> {
  const read = sources.map(namedSource);
  const size = read.reduce((sum, each) => sum + each.size, 0);
  if (size < SMALL_BYTES) return importFiles({ sources: read, path, keep }, options);
  const { program, clock } = options;
  return inWorker({ sources, path, keep, program, now: clock() }, options);
}

function inWorker(
  task: ImportTask,
  { signal, onProgress }: Pick<ImportOptions, 'signal' | 'onProgress'>,
): Promise<readonly ImportedFile[]> {
  // From source this module is a .ts file; bundled, the worker's bundle lies beside the program's.
  const entry = import.meta.url.endsWith('.ts') ? './import-worker.ts' : './import-worker.js';
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const cancel = (): void => {
    worker.postMessage('cancel');
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  let end: Exclude<ImportNews, { kind: 'progress' }> | undefined;
  return new Promise<readonly ImportedFile[]>((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new AppError('INTERNAL', `The import was given up: ${reason}`));
    };
    worker.on('message', (news: ImportNews) => {
      if (news.kind === 'progress') onProgress(news.done, news.exchanges);
      else end = news;
    });
    worker.on('error', (error) => {
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
    // Not before: until then it may have its files open.
    worker.on('exit', () => {
      if (end?.kind === 'imported') resolve(end.files);
      else if (end) reject(new AppError(end.fault.code, end.fault.message, end.fault.details));
      else fail('its worker has ended.');
    });
  }).finally(() => {
    signal.removeEventListener('abort', cancel);
  });
}
