import { existsSync, mkdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { CommandInput } from '../../shared/bridge/bridge.ts';
import type { ExportReport, ImportReport, TransferState } from '../../shared/model/file-transfer.ts';
import { REDACTED_SENTENCES } from '../../shared/model/redacted-words.ts';
import type { RedactionReport } from '../../shared/model/redaction.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from './captures-contract.ts';
import { exportCapture } from './export/export-capture.ts';
import { exportSays } from './export/export-words.ts';
import { FILE_EXTENSION } from './format.ts';
import type { ForeignSource } from './import/foreign.ts';
import { importBeside } from './import/import-beside.ts';
import type { SourceName } from './import/import-messages.ts';
import { importSays } from './import/import-words.ts';
import { recognise } from './import/recognise.ts';
import { fileSource, namedSource } from './import/source.ts';
import { openWatched } from './open-watched.ts';
import { createPortableRedaction } from './redacting/redact-portable.ts';
import type { RedactionTask } from './redacting/redaction-task.ts';
import { PRIVATE_FOLDER } from './private-file.ts';

export interface TransfersOptions {
  readonly captures: Captures;
  /** Where imported captures go. */
  readonly directory: string;
  /** Program and version. */
  readonly program: string;
  readonly onState: (state: TransferState) => void;
  /** What is taken out of an export, as the workspace has it. */
  readonly redaction: () => RedactionTask;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Imports and exports. Each rejects with AppError; one that is cancelled leaves nothing. */
export interface Transfers {
  import(wish: CommandInput<'transfer.import'>): Promise<ImportReport>;
  export(wish: CommandInput<'transfer.export'>): Promise<ExportReport>;
  cancel(id: string): void;
  /** Gives up what is under way. */
  close(): Promise<void>;
}

/** States are told at most so often, in ms. */
const TOLD_MS = 100;

export function createTransfers(options: TransfersOptions): Transfers {
  return new RunningTransfers(options);
}

interface Running {
  readonly abort: AbortController;
  readonly over: Promise<unknown>;
}

function withReplaced(
  report: Omit<ExportReport, 'says'>,
  { total: secrets, times, problems }: RedactionReport,
): Omit<ExportReport, 'says'> {
  return { ...report, replaced: { secrets, times }, notes: [...report.notes, ...problems] };
}

/** What is not there because the capture never had it. */
function withNote(
  report: Omit<ExportReport, 'says'>,
  captures: Captures,
  captureId: string,
): Omit<ExportReport, 'says'> {
  const how = captures.summaries().find(({ id }) => id === captureId)?.redacted;
  return how ? { ...report, notes: [...report.notes, REDACTED_SENTENCES[how]] } : report;
}

class RunningTransfers implements Transfers {
  readonly #options: TransfersOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: TransfersOptions) {
    this.#options = options;
  }

  async import(wish: CommandInput<'transfer.import'>): Promise<ImportReport> {
    const { captures, directory, program, now } = this.#options;
    const names: readonly SourceName[] =
      wish.paths !== undefined
        ? wish.paths.map((path) => ({ path: resolve(path) }))
        : wish.text !== undefined
          ? [{ text: wish.text, at: now() }]
          : [];
    const sources = names.map(namedSource);
    const [first] = sources;
    if (!first || (wish.paths !== undefined && wish.text !== undefined)) {
      throw new AppError('BAD_INPUT', 'An import takes files or a text, and one of the two.');
    }
    if (wish.salvage) return this.#salvage(wish);
    if (wish.paths?.length === 1 && wish.into === undefined && (await isCapture(first))) {
      return this.#open(wish.id, wish.paths[0] ?? '', first.name);
    }
    const path = wish.into === undefined ? freePath(directory, first.name) : resolve(wish.into);
    const total = sources.reduce((sum, { size }) => sum + size, 0);
    const name = sources.length === 1 ? first.name : `${String(sources.length)} files`;
    return this.#run({ id: wish.id, kind: 'import', name, total }, async (signal, onProgress) => {
      const files = await importBeside(
        { sources: names, path, keep: wish.keep ?? 'mcp' },
        { signal, onProgress, program, clock: now },
      );
      const capture = wish.open === false ? undefined : await captures.open(path);
      return { files, path, ...(capture && { capture }), says: importSays(files) };
    });
  }

  #open(id: string, path: string, name: string): Promise<ImportReport> {
    return this.#run({ id, kind: 'import', name, total: 0 }, async (signal, onProgress) => {
      const capture = await openWatched(this.#options.captures, path, {
        signal,
        onProgress: (done, total) => {
          onProgress(done, 0, total);
        },
      });
      return { files: [], path: capture.path, capture, says: `Opened ${capture.name}.` };
    });
  }

  async #salvage(wish: CommandInput<'transfer.import'>): Promise<ImportReport> {
    const [path, ...others] = wish.paths ?? [];
    if (path === undefined || others.length > 0) {
      throw new AppError('BAD_INPUT', 'One damaged recording is salvaged at a time.');
    }
    const { captures } = this.#options;
    const { name, size } = fileSource(resolve(path));
    return this.#run({ id: wish.id, kind: 'import', name, total: size }, async (signal, onProgress) => {
      const made = await captures.salvage(path, {
        signal,
        onProgress: (part) => {
          onProgress(Math.floor(part * size), 0);
        },
        ...(wish.into !== undefined && { into: wish.into }),
      });
      const capture = wish.open === false ? undefined : await captures.open(made.path);
      return {
        files: [],
        path: made.path,
        salvaged: made.report,
        says: made.says,
        ...(capture && { capture }),
      };
    });
  }

  async export(wish: CommandInput<'transfer.export'>): Promise<ExportReport> {
    const { captures, program, redaction } = this.#options;
    const numbers = wish.numbers && [...new Set(wish.numbers)].sort((a, b) => a - b);
    const name = captures.summaries().find(({ id }) => id === wish.captureId)?.name ?? '';
    return this.#run({ id: wish.id, kind: 'export', name, total: 0 }, async (signal, onProgress) => {
      // Exchanges in which secrets were looked for: all of them, whatever is written.
      let looked = 0;
      const look = (done: number, total: number): void => {
        looked = total;
        onProgress(done, 0, total + (numbers?.length ?? total));
      };
      const secrets = wish.withSecrets
        ? undefined
        : await createPortableRedaction(captures, wish.captureId, {
            task: redaction(),
            signal,
            onProgress: look,
          });
      const report = await exportCapture(
        {
          captureId: wish.captureId,
          format: wish.format,
          path: wish.path,
          ...(numbers && { numbers }),
          ...(wish.replace && { replace: true }),
        },
        {
          captures,
          signal,
          onProgress: (done, total) => {
            onProgress(looked + done, done, looked + total);
          },
          program,
          redact: (exchange) => secrets?.redact(exchange) ?? exchange,
        },
      );
      const written = withNote(report, captures, wish.captureId);
      const whole = secrets ? withReplaced(written, secrets.report()) : written;
      return { ...whole, says: exportSays(wish.format, whole) };
    });
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort.abort();
  }

  async close(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.allSettled([...this.#running.values()].map(({ over }) => over));
  }

  async #run<T>(
    start: Pick<TransferState, 'id' | 'kind' | 'name' | 'total'>,
    work: (
      signal: AbortSignal,
      onProgress: (done: number, exchanges: number, total?: number) => void,
    ) => Promise<T>,
  ): Promise<T> {
    const { id, kind, name } = start;
    if (this.#running.has(id)) throw new AppError('CONFLICT', 'This import or export is under way already.');
    const abort = new AbortController();
    const { onState } = this.#options;
    let state: TransferState = { ...start, done: 0, exchanges: 0, state: 'running' };
    let toldAt = 0;
    const tell = (): void => {
      toldAt = performance.now();
      onState(state);
    };
    tell();
    const working = work(abort.signal, (done, exchanges, total = state.total) => {
      state = { ...state, done, exchanges, total };
      if (performance.now() - toldAt >= TOLD_MS) tell();
    });
    this.#running.set(id, { abort, over: working });
    try {
      const result = await working;
      state = { ...state, state: 'done', done: state.total };
      return result;
    } catch (error) {
      state = { ...state, state: abort.signal.aborted ? 'cancelled' : 'failed' };
      if (abort.signal.aborted && !isCancelled(error)) throw cancelled(kind, name);
      throw error;
    } finally {
      this.#running.delete(id);
      tell();
    }
  }
}

/** What is called one is opened as one, so that what is wrong with it is said as it is. */
async function isCapture(source: ForeignSource): Promise<boolean> {
  return source.name.endsWith(FILE_EXTENSION) || (await recognise(source)) === 'capture';
}

function cancelled(kind: TransferState['kind'], name: string): AppError {
  return new AppError(
    'CANCELLED',
    kind === 'import'
      ? `The import of ${name} was cancelled. No recording was made.`
      : `The export of ${name} was cancelled. No file was written.`,
  );
}

/** The next free name in the folder, after the file's own. */
function freePath(directory: string, fileName: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `No capture can be made in ${directory}: ${reason}.`);
  }
  const bare = basename(fileName, extname(fileName))
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[.\s-]+|[.\s]+$/g, '')
    .slice(0, 80);
  const stem = bare === '' ? 'import' : bare;
  for (let count = 1; ; count += 1) {
    const path = join(directory, `${stem}${count === 1 ? '' : `-${String(count)}`}${FILE_EXTENSION}`);
    if (!existsSync(path)) return path;
  }
}

/** Whoever gave up says so in its own words. */
function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'CANCELLED' && error.message !== '';
}
