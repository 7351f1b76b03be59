import type { ChildProcess } from 'node:child_process';
import type { JsonValue } from '../../../shared/model/draft.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { judgeLine, type BatchMember, type ValidMessage } from '../../protocol/judge-line.ts';
import { LineSplitter, type Line } from '../../protocol/line-splitter.ts';
import { signalTree, tellExit, type ProcessExit } from '../child-process.ts';
import { TransportFailure } from '../transport-failure.ts';
import { childEnvironment } from './child-environment.ts';
import { LineWriter } from './line-writer.ts';
import { explainChild, startChild } from './start-child.ts';

/** What a server on stdio does. `atMs` is `performance.now()` when the bytes arrived. */
export interface StdioEvents {
  /** One line of stdout that is a JSON-RPC message: its exact bytes without the line end, and what they say. */
  message(line: Uint8Array, message: ValidMessage, atMs: number, json: JsonValue): void;
  /** One line that is a batch, which only 2025-03-26 has. Without this listener it is stray. */
  batch?(line: Uint8Array, members: readonly BatchMember[], atMs: number): void;
  /**
   * One line of stdout that is no message; at most its first 64 KiB. `reason` is the end of a sentence: "it is not
   * JSON: …". `json` is there where it is JSON at least, since it may name a request all the same. Empty lines are
   * passed over: they hold nothing that could be mistaken.
   */
  stray(line: Uint8Array, reason: string, atMs: number, json?: JsonValue): void;
  /** Bytes of stderr as they came. They say nothing about whether something is wrong. */
  stderr(bytes: Uint8Array, atMs: number): void;
  /** It has closed its stdout while it still runs: it can answer no more, and is being ended. */
  outputEnd?(): void;
  /** Exactly once, after the last output. */
  exit(exit: StdioExit): void;
}

export interface StdioExit {
  /** Both are null where the process never started. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Sentences for a person, where it could not start or had to be ended without having been asked to. */
  readonly problem?: string;
  /** `stop` was called before it ended. */
  readonly asked: boolean;
  /** It was asked by the end of its stdin, which it did not heed in time, so a signal had to end it. */
  readonly outlived?: true;
}

export interface StdioOptions {
  /** Longest line of stdout, in bytes; 64 MiB. Must be below 512 MiB, the longest text of V8. */
  readonly maxLineBytes?: number;
  /** Most bytes that wait for the server to read them; 64 MiB. A single line may be longer. */
  readonly maxQueuedBytes?: number;
  /** Longest time in which the server reads nothing while something waits for it, in ms; 30 s. */
  readonly stalledWriteMs?: number;
  /** Time for the server to end by itself after its stdin was closed, in ms; 2 s. */
  readonly closeGraceMs?: number;
  /** Time between SIGTERM and SIGKILL, in ms; 2 s. */
  readonly termGraceMs?: number;
}

/** One server process that speaks JSON-RPC in lines, whatever the era. */
export interface StdioConnection {
  /** Undefined where it could not start. */
  readonly pid: number | undefined;
  /**
   * Writes one message and a line feed; resolves when the pipe has taken both. Rejects with TransportFailure:
   * `timeout` where the server reads nothing, `too-large` where too much waits for it, `cut` where it ended or closed
   * its stdin, `cancelled` after `stop`; with AppError BAD_INPUT where the message is more than one line.
   */
  write(line: Uint8Array): Promise<void>;
  /**
   * Ends it in order: closes its stdin behind what was written, waits, SIGTERM, waits, SIGKILL. Resolves after the
   * `exit` event, when it and what it started are gone. Can be called again. Never rejects.
   *
   * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#shutdown
   */
  stop(): Promise<void>;
}

const DEFAULTS: Required<StdioOptions> = {
  maxLineBytes: 64 * 1024 * 1024,
  maxQueuedBytes: 64 * 1024 * 1024,
  stalledWriteMs: 30_000,
  closeGraceMs: 2_000,
  termGraceMs: 2_000,
};

const KEPT_STRAY_BYTES = 64 * 1024;
const IS_WINDOWS = process.platform === 'win32';

/**
 * Starts a server and listens to it. Never throws: a server that cannot start ends with a problem, after this has
 * returned. Whoever opens it must `stop` it.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio
 */
export function openStdio(
  command: StdioCommand,
  events: StdioEvents,
  options: StdioOptions = {},
): StdioConnection {
  const limits = { ...DEFAULTS, ...options };
  const env = childEnvironment(command.env, process.env, IS_WINDOWS);
  const child = { ...command, env };
  const started = startChild(child);
  return 'problem' in started
    ? neverStarted(started.problem, events)
    : new Connection(started, (error) => explainChild(error, child), events, limits);
}

class Connection implements StdioConnection {
  readonly #child: ChildProcess;
  readonly #events: StdioEvents;
  readonly #limits: Required<StdioOptions>;
  readonly #splitter: LineSplitter;
  readonly #writer: LineWriter | undefined;
  readonly #gone = Promise.withResolvers<undefined>();
  /** The process has ended; its last output may still come. */
  #isOver = false;
  #isGone = false;
  #asked = false;
  /** Runs from the first reason to end it on. */
  #nextStep: NodeJS.Timeout | undefined;
  /** It had to be ended by a signal. */
  #signalled = false;
  /** Its stdin had ended by then. */
  #outlived = false;

  constructor(
    child: ChildProcess,
    explainError: (error: unknown) => string,
    events: StdioEvents,
    limits: Required<StdioOptions>,
  ) {
    this.#child = child;
    this.#events = events;
    this.#limits = limits;
    this.#splitter = new LineSplitter({ maxLineBytes: limits.maxLineBytes, keptBytes: KEPT_STRAY_BYTES });
    const { stdin, stdout, stderr } = child;
    // There are no pipes where the system had no more files to give.
    if (stdin !== null) {
      const { maxQueuedBytes, stalledWriteMs: stalledMs } = limits;
      this.#writer = new LineWriter(stdin, { maxQueuedBytes, stalledMs });
    }
    stdout?.on('data', (bytes: Buffer) => {
      const atMs = performance.now();
      for (const line of this.#splitter.push(bytes)) this.#read(line, atMs);
    });
    stdout?.on('end', () => this.#outputEnded());
    stderr?.on('data', (bytes: Buffer) => events.stderr(bytes, performance.now()));
    // A read error ends the stream, and what it means comes with the exit.
    stdout?.on('error', () => {});
    stderr?.on('error', () => {});
    tellExit(child, (exit) => this.#ended(exit), explainError);
    child.once('exit', () => this.#processEnded());
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async write(line: Uint8Array): Promise<void> {
    if (this.#writer === undefined) throw ended();
    await this.#writer.write(line);
  }

  async stop(): Promise<void> {
    if (!this.#isGone) {
      this.#asked = true;
      this.#end();
    }
    await this.#gone.promise;
  }

  #read({ bytes, cut }: Line, atMs: number): void {
    if (cut) {
      const limit = this.#limits.maxLineBytes.toLocaleString('en');
      this.#events.stray(
        bytes,
        `it is longer than the limit of ${limit} bytes, and the rest of it was passed over`,
        atMs,
      );
      return;
    }
    if (bytes.length === 0) return;
    const judged = judgeLine(bytes);
    if (judged.kind === 'message') {
      this.#events.message(bytes, judged.message, atMs, judged.json);
    } else if (judged.kind === 'stray') {
      this.#stray(bytes, judged.reason, atMs, judged.json);
    } else if (this.#events.batch !== undefined) {
      this.#events.batch(bytes, judged.members, atMs);
    } else {
      const json = judged.members.map((member) => member.json);
      this.#stray(bytes, 'it is a batch, which only revision 2025-03-26 has', atMs, json);
    }
  }

  #stray(bytes: Uint8Array, reason: string, atMs: number, json: JsonValue | undefined): void {
    // A copy: a view would hold the whole line.
    const kept =
      bytes.length > KEPT_STRAY_BYTES ? new Uint8Array(bytes.subarray(0, KEPT_STRAY_BYTES)) : bytes;
    if (json === undefined) this.#events.stray(kept, reason, atMs);
    else this.#events.stray(kept, reason, atMs, json);
  }

  #outputEnded(): void {
    this.#lastLine();
    if (!this.#isOver) this.#events.outputEnd?.();
    // It can answer no more; a server may end itself in this way, and then its exit follows.
    this.#writer?.fail(
      new TransportFailure(
        'cut',
        'The server closed its standard output, so it can answer no more. Restart it.',
      ),
    );
    this.#end();
  }

  #lastLine(): void {
    const line = this.#splitter.end();
    if (line !== undefined) this.#read(line, performance.now());
  }

  /** Begins the orderly end; does nothing where it has begun or is over. */
  #end(): void {
    if (this.#nextStep !== undefined || this.#isOver) return;
    this.#writer?.end();
    this.#nextStep = setTimeout(() => {
      this.#signal('SIGTERM');
      this.#nextStep = setTimeout(() => this.#signal('SIGKILL'), this.#limits.termGraceMs);
    }, this.#limits.closeGraceMs);
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#signalled = true;
    // Where something still waits to be written, its stdin is not closed yet.
    this.#outlived ||= this.#asked && this.#child.stdin?.writableFinished === true;
    this.#writer?.fail(
      new TransportFailure('cancelled', 'The server was stopped before it read this message.'),
    );
    signalTree(this.#child, signal);
  }

  #processEnded(): void {
    this.#isOver = true;
    clearTimeout(this.#nextStep);
    this.#writer?.fail(ended());
  }

  #ended(exit: ProcessExit): void {
    // Does nothing the second time; a child that never started has no exit of its own.
    this.#processEnded();
    this.#isGone = true;
    this.#lastLine();
    const problem =
      this.#signalled && !this.#asked
        ? 'The server closed its standard output but did not end, so it was ended. Restart it.'
        : exit.problem;
    this.#events.exit({
      ...exit,
      ...(problem !== undefined && { problem }),
      asked: this.#asked,
      ...(this.#outlived && { outlived: true }),
    });
    this.#gone.resolve(undefined);
  }
}

function neverStarted(problem: string, events: StdioEvents): StdioConnection {
  let asked = false;
  const told = new Promise<void>((resolveTold) => {
    setImmediate(() => {
      events.exit({ code: null, signal: null, problem, asked });
      resolveTold();
    });
  });
  return {
    pid: undefined,
    write: () => Promise.reject(ended()),
    stop: () => {
      asked = true;
      return told;
    },
  };
}

function ended(): TransportFailure {
  return new TransportFailure(
    'cut',
    'The server has ended before it got this message. Start it again, and look at what it wrote to stderr.',
  );
}
