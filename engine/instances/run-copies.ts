import { AppError } from '../app-error.ts';
import type { ProcessExit } from '../transport/child-process.ts';
import { CopyProcess, createCopyOutput, describeExit } from './copy-process.ts';
import { launchProcess, type Launch } from './launch-process.ts';

const DEFAULT_READY_TIMEOUT_MS = 20_000;
const DEFAULT_END_TIMEOUT_MS = 3_000;
const MAX_READY_LINE_CHARACTERS = 64 * 1024;

/** One copy to start. */
export interface CopyToRun {
  /** For messages; what the process calls itself comes with its ready line. */
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The copy's whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface RunCopiesOptions {
  readonly copies: readonly CopyToRun[];
  readonly launch?: Launch;
  /** Longest time until a copy says that it is ready, in ms; 20 s. */
  readonly readyTimeoutMs?: number;
  /** Longest time for a copy to end by itself before it is killed, in ms; 3 s. */
  readonly endTimeoutMs?: number;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** A copy that was ready ended without having been asked. */
  readonly onLost?: (copy: RunningCopy, exit: ProcessExit) => void;
}

/** A copy that said it was ready. */
export interface RunningCopy {
  readonly label: string;
  readonly name: string;
  readonly url: string;
  readonly pid: number | undefined;
  /** The last 256 kB of each. */
  output(): { readonly stdout: string; readonly stderr: string };
}

export interface RunningCopies {
  /** In the order in which they were asked for. */
  readonly copies: readonly RunningCopy[];
  /** Ends all that still run and waits for them; can be called again. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Starts copies of a server and waits until each has printed one JSON line `{"name","url"}` on its standard
 * output; other lines are kept and passed over. All or none: where one fails, the others are ended first.
 * Rejects with AppError: IO where a copy did not become ready, CANCELLED by the signal.
 */
export async function runCopies(options: RunCopiesOptions): Promise<RunningCopies> {
  if (options.signal?.aborted) throw new AppError('CANCELLED', 'The start was cancelled.');
  const copies: Copy[] = [];
  let allReady = false;
  const stop = async (): Promise<void> => {
    await Promise.all(copies.map((copy) => copy.end()));
  };
  const onLost = (copy: RunningCopy, exit: ProcessExit): void => {
    if (allReady) options.onLost?.(copy, exit);
  };
  try {
    for (const copy of options.copies) copies.push(new Copy(copy, { ...options, onLost }));
    const running = await Promise.all(copies.map((copy) => copy.ready));
    for (const copy of copies) copy.refuseLost();
    allReady = true;
    return { copies: running, stop };
  } catch (error) {
    await stop();
    if (error instanceof AppError) throw error;
    throw new AppError(
      'IO',
      `A process could not be started: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

class Copy {
  /** Settles once: ready, or why not. */
  readonly ready: Promise<RunningCopy>;
  readonly #label: string;
  readonly #process: CopyProcess;
  readonly #output = createCopyOutput();
  #running: RunningCopy | undefined;

  constructor(copy: CopyToRun, options: RunCopiesOptions) {
    this.#label = copy.label;
    const outcome = Promise.withResolvers<RunningCopy>();
    this.ready = outcome.promise;
    const lines = new LineReader((line) => {
      this.#read(line, outcome.resolve);
    });
    this.#process = new CopyProcess(copy, {
      launch: options.launch ?? launchProcess,
      endTimeoutMs: options.endTimeoutMs ?? DEFAULT_END_TIMEOUT_MS,
      output: this.#output,
      onStdout: (bytes) => {
        if (!this.#running) lines.push(bytes);
      },
    });
    this.#failUnlessReady(outcome, options);
    // Whoever waits for `ready` hears of it; a copy that nobody came to wait for must not end the program.
    this.ready.catch(() => undefined);
  }

  end(): Promise<void> {
    return this.#process.end();
  }

  /** Throws AppError IO where the copy ended after it had been ready, while others still started. */
  refuseLost(): void {
    const { exit } = this.#process;
    if (exit) throw this.#startError('IO', describeExit(exit));
  }

  #read(line: string, resolve: (running: RunningCopy) => void): void {
    const said = this.#running ? undefined : readReadyLine(line);
    if (!said) return;
    const { stdout, stderr } = this.#output;
    this.#running = {
      label: this.#label,
      ...said,
      pid: this.#process.pid,
      output: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
    };
    resolve(this.#running);
  }

  #failUnlessReady(outcome: PromiseWithResolvers<RunningCopy>, options: RunCopiesOptions): void {
    const limitMs = options.readyTimeoutMs ?? DEFAULT_READY_TIMEOUT_MS;
    const fail = (code: 'IO' | 'CANCELLED', what: string): void => {
      outcome.reject(this.#startError(code, what));
    };
    const timer = setTimeout(() => {
      fail('IO', `was not ready within ${String(limitMs / 1000)} s`);
    }, limitMs);
    const cancel = (): void => {
      fail('CANCELLED', 'was cancelled while it started');
    };
    options.signal?.addEventListener('abort', cancel, { once: true });
    const settled = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
    };
    outcome.promise.then(settled, settled);
    void this.#process.ended.then((exit) => {
      if (!this.#running) fail('IO', describeExit(exit));
      else if (!this.#process.askedToEnd) options.onLost?.(this.#running, exit);
    });
  }

  #startError(code: 'IO' | 'CANCELLED', what: string): AppError {
    const stderr = this.#output.stderr.text().trimEnd();
    return new AppError(code, `${this.#label} ${what}${this.#process.lastWords()}`, {
      label: this.#label,
      stderr,
    });
  }
}

/** The line by which a server says that it can be talked to; undefined for any other line. */
export function readReadyLine(line: string): { readonly name: string; readonly url: string } | undefined {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof said !== 'object' || said === null || !('name' in said) || !('url' in said)) return undefined;
  const { name, url } = said;
  if (typeof name !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return undefined;
  return { name, url };
}

class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new TextDecoder();
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(bytes: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/\r?\n/);
    const rest = lines.pop() ?? '';
    // No ready line is that long; a server that prints without a line feed must not fill the memory.
    this.#rest = rest.length > MAX_READY_LINE_CHARACTERS ? '' : rest;
    for (const line of lines) this.#onLine(line);
  }
}
