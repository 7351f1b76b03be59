import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { guardProcess } from '../../instances/guard-process.ts';
import type { ProcessExit } from '../../transport/child-process.ts';
import { explainChild, startChild } from '../../transport/stdio/start-child.ts';
import type { ByteSink } from './byte-sink.ts';

/** What passes, once it is on its way; `atMs` is `performance.now()`. The bytes must not be changed. */
export interface RelayTap {
  client(bytes: Uint8Array, atMs: number): void;
  server(bytes: Uint8Array, atMs: number): void;
  stderr(bytes: Uint8Array, atMs: number): void;
  clientEnd(atMs: number): void;
}

export interface RelayOptions {
  /** With its whole environment. */
  readonly command: StdioCommand;
  /** What the client writes. */
  readonly input: Readable;
  /** What the client reads. */
  readonly output: ByteSink;
  readonly errors: ByteSink;
  /** Nobody reads on there, or writes on here: whatever can tell the client so. */
  readonly closeInput: () => void;
  readonly closeOutput: () => void;
  readonly tap: RelayTap;
}

export interface Relay {
  /** Undefined where it could not start. */
  readonly pid: number | undefined;
  /** To the process alone, as if the client had sent it there. */
  signal(signal: NodeJS.Signals): void;
  /** Once the process is gone and everything that it wrote is with the client. Never rejects. */
  readonly ended: Promise<ProcessExit>;
}

/** So much may wait for the client to read it before the server has to wait, in bytes; a pipe holds about as much. */
const MOST_WAITING = 64 * 1024;
/** What a process left behind may hold its pipes for ever: so long after the last byte they are waited for, in ms. */
const AFTER_EXIT_MS = 500;

/**
 * Starts a command and hands every byte on as it comes: its input to it, its output and stderr from it, the end of
 * each as well. Who reads slowly slows the one who writes, and nobody else. A tap that throws loses its bytes only.
 */
export function relayStdio(options: RelayOptions): Relay {
  const { command } = options;
  const child = startChild(command);
  if ('problem' in child) {
    return {
      pid: undefined,
      signal: () => undefined,
      ended: Promise.resolve({ code: null, signal: null, problem: child.problem }),
    };
  }
  return {
    pid: child.pid,
    signal: (signal) => {
      child.kill(signal);
    },
    ended: relay(child, options),
  };
}

async function relay(child: ChildProcess, options: RelayOptions): Promise<ProcessExit> {
  const { command, output, errors, tap } = options;
  const callOff = child.pid === undefined ? () => undefined : guardProcess(child.pid);
  const exited = untilExit(child, command);
  handIn(child, options);
  const { stdout, stderr } = child;
  const out = stdout && handOn(stdout, output, (bytes, atMs) => tap.server(bytes, atMs));
  const err = stderr && handOn(stderr, errors, (bytes, atMs) => tap.stderr(bytes, atMs));
  // That the server says no more is something that a client can see.
  void out?.then(options.closeOutput);
  const exit = await exited;
  callOff();
  await Promise.all([out, err, idle(stdout, exit), idle(stderr, exit)]);
  options.input.pause();
  return exit;
}

function untilExit(child: ChildProcess, command: StdioCommand): Promise<ProcessExit> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined)
        resolve({ code: null, signal: null, problem: explainChild(error, command) });
    });
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

function handIn({ stdin }: ChildProcess, { input, tap, closeInput }: RelayOptions): void {
  if (!stdin) return;
  input.on('data', (bytes: Buffer) => {
    const atMs = performance.now();
    if (!stdin.write(bytes)) input.pause();
    safely(() => {
      tap.client(bytes, atMs);
    });
  });
  stdin.on('drain', () => {
    input.resume();
  });
  input.once('end', () => {
    stdin.end();
    safely(() => {
      tap.clientEnd(performance.now());
    });
  });
  // The client is gone: to the server that is the end of its input.
  input.once('error', () => {
    stdin.end();
  });
  // The server reads no more, which the client sees by its own pipe.
  stdin.once('error', closeInput);
}

/** Resolves when all is written, or nobody reads it any more. Never rejects. */
function handOn(
  stream: Readable,
  sink: ByteSink,
  tap: (bytes: Uint8Array, atMs: number) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let isOver = false;
    let last: Promise<void> = Promise.resolve();
    stream.on('data', (bytes: Buffer) => {
      const atMs = performance.now();
      last = sink.write(bytes).then(
        () => {
          if (stream.isPaused() && sink.waiting < MOST_WAITING) stream.resume();
        },
        () => {
          // Nobody reads on: the server sees it by its own pipe.
          isOver = true;
          stream.destroy();
        },
      );
      if (sink.waiting >= MOST_WAITING) stream.pause();
      safely(() => {
        tap(bytes, atMs);
      });
    });
    const over = (): void => {
      if (isOver) resolve();
      else void last.then(resolve);
    };
    stream.once('close', over);
    // A read error ends the stream.
    stream.on('error', () => undefined);
  });
}

/** Gives up a stream that is held open by what the process left behind, once it has been silent for a while. */
function idle(stream: Readable | null, { code, signal }: ProcessExit): Promise<void> {
  if (!stream || stream.closed || (code === null && signal === null)) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      // What waits for the client is waited for; nothing more is read.
      if (stream.isPaused()) timer.refresh();
      else stream.destroy();
    }, AFTER_EXIT_MS);
    stream.on('data', () => timer.refresh());
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Whatever happens to a recording, the bytes have passed. */
function safely(work: () => void): void {
  try {
    work();
  } catch {
    // The tap tells of its own faults.
  }
}
