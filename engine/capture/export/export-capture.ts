import { open, type FileHandle } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ExportFormat, ExportReport } from '../../../shared/model/file-transfer.ts';
import { AppError } from '../../app-error.ts';
import type { Captures } from '../captures-contract.ts';
import { writePassing } from '../passing-file.ts';
import { toCaptureError } from '../sqlite-fault.ts';
import type { StoredPortable } from './export-messages.ts';
import { portableOf, type Portable } from './portable.ts';
import type { QueryOutput } from '../store-messages.ts';
import { WRITERS } from './writers.ts';

export interface ExportWish {
  readonly captureId: string;
  readonly format: ExportFormat;
  /** The new file; refused where it exists. */
  readonly path: string;
  /** Ascending; absent: all. */
  readonly numbers?: readonly number[];
  readonly replace?: boolean;
}

export interface ExportOptions {
  readonly captures: Pick<Captures, 'ask' | 'summaries'>;
  readonly signal: AbortSignal;
  /** Exchanges that are written, of how many, often. */
  readonly onProgress: (done: number, total: number) => void;
  /** Program and version, named in the file. */
  readonly program: string;
  /** What leaves the machine is what this makes of an exchange. */
  readonly redact: (exchange: StoredPortable) => StoredPortable;
}

const PAGE = 500;

/**
 * Writes exchanges as a file of another format, page by page. The file has its name when it is whole. Rejects with AppError:
 * NOT_FOUND, CONFLICT, IO, UNREADABLE for a damaged capture, CANCELLED.
 */
export async function exportCapture(
  wish: ExportWish,
  options: ExportOptions,
): Promise<Omit<ExportReport, 'says'>> {
  const { captures, signal, program } = options;
  const capture = captures.summaries().find(({ id }) => id === wish.captureId);
  if (!capture) throw new AppError('NOT_FOUND', 'This capture is not open (any more).');
  const writer = WRITERS[wish.format]({ capture: capture.name, program });
  const path = resolve(wish.path);
  const { numbers } = wish;
  const total = numbers?.length ?? capture.exchanges;
  let exchanges = 0;
  // Each question carries its own numbers only: all of them could be a million.
  const nextPage = async (after: number): Promise<QueryOutput<'portable'>> => {
    if (!numbers) return captures.ask(wish.captureId, 'portable', { after, limit: PAGE });
    const wanted = numbers.slice(after, after + PAGE);
    const page = await captures.ask(wish.captureId, 'portable', { after: 0, limit: PAGE, numbers: wanted });
    return { exchanges: page.exchanges, next: after + page.next };
  };
  const writeAll = async (file: FileHandle): Promise<void> => {
    await file.appendFile(writer.head);
    for (let after = 0, goesOn = true; goesOn;) {
      signal.throwIfAborted();
      const page = await nextPage(after);
      const texts: string[] = [];
      for (const stored of page.exchanges) {
        const text = writer.write(readPortable(options.redact(stored), capture.name));
        if (text === undefined) continue;
        exchanges += 1;
        texts.push(text);
      }
      if (texts.length > 0) await file.appendFile(texts.join(''));
      // Of numbers that stand for nothing a page may be empty before the end.
      goesOn = numbers ? page.next < numbers.length : page.exchanges.length > 0;
      after = page.next;
      options.onProgress(numbers ? after : exchanges, total);
    }
    await file.appendFile(writer.tail());
  };
  await writePassing(path, (passing) => withFile(passing, writeAll), wish.replace);
  return { path, exchanges, bytes: statSync(path).size, notes: writer.notes() };
}

async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'w');
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function readPortable(stored: Parameters<typeof portableOf>[0], name: string): Portable {
  try {
    return portableOf(stored);
  } catch (error) {
    throw toCaptureError(error, name);
  }
}
