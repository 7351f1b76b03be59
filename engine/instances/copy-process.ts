import type { ProcessExit } from '../transport/child-process.ts';
import type { Launch, LaunchedProcess, LaunchRequest } from './launch-process.ts';
import { OutputTail } from './output-tail.ts';

const KEPT_OUTPUT_BYTES = 256 * 1024;
/** So much of what a process said last stands in a sentence about it. */
const LAST_WORDS_CHARACTERS = 300;

/** The last 256 kB of each stream of a process, or of several that followed each other. */
export interface CopyOutput {
  readonly stdout: OutputTail;
  readonly stderr: OutputTail;
}

export function createCopyOutput(): CopyOutput {
  return { stdout: new OutputTail(KEPT_OUTPUT_BYTES), stderr: new OutputTail(KEPT_OUTPUT_BYTES) };
}

/** One process of a server, with what it wrote. */
export class CopyProcess {
  /** After its last output. */
  readonly ended: Promise<ProcessExit>;
  readonly #process: LaunchedProcess;
  readonly #endTimeoutMs: number;
  readonly #words = new OutputTail(4 * 1024);
  #exit: ProcessExit | undefined;
  #askedToEnd = false;

  /** `endTimeoutMs`: longest time for it to end by itself before it is killed. */
  constructor(
    request: LaunchRequest,
    options: {
      readonly launch: Launch;
      readonly endTimeoutMs: number;
      readonly output: CopyOutput;
      readonly onStdout?: (bytes: Uint8Array) => void;
    },
  ) {
    const ended = Promise.withResolvers<ProcessExit>();
    this.ended = ended.promise;
    this.#endTimeoutMs = options.endTimeoutMs;
    this.#process = options.launch(request);
    this.#process.onOutput((stream, bytes) => {
      options.output[stream].push(bytes);
      if (stream === 'stderr') this.#words.push(bytes);
      else options.onStdout?.(bytes);
    });
    this.#process.onExit((exit) => {
      this.#exit = exit;
      ended.resolve(exit);
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Undefined while it runs. */
  get exit(): ProcessExit | undefined {
    return this.#exit;
  }

  get askedToEnd(): boolean {
    return this.#askedToEnd;
  }

  /** `: what stderr ended with`, for the end of a sentence; a full stop where it said nothing. */
  lastWords(): string {
    const lines = this.#words.text().trimEnd().split('\n');
    const last = lines.at(-1)?.trim() ?? '';
    return last === '' ? '.' : `. Its last words: ${last.slice(0, LAST_WORDS_CHARACTERS)}`;
  }

  /** Ends it and waits for that. Never rejects. */
  async end(): Promise<void> {
    this.#askedToEnd = true;
    if (this.#exit) return;
    this.#process.askToEnd();
    const force = setTimeout(() => {
      this.#process.forceEnd();
    }, this.#endTimeoutMs);
    await this.ended;
    clearTimeout(force);
  }
}

/** `ended with exit code 1`, for a sentence. */
export function describeExit(exit: ProcessExit): string {
  if (exit.problem !== undefined) return `could not be started: ${exit.problem}`;
  return exit.signal === null
    ? `ended with exit code ${String(exit.code)}`
    : `was ended by the signal ${exit.signal}`;
}
