import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable } from 'node:stream';

/** The command line's surroundings, so that a test can stand in for the terminal. */
export interface Console {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and diagnostics. */
  readonly err: (text: string) => void;
  /** Whether results go to a terminal that shows colours. */
  readonly outHasColours: boolean;
  /** Whether diagnostics do. */
  readonly errHasColours: boolean;
  /** Whether diagnostics go to a terminal, in which a line can be written over. */
  readonly errIsTerminal: boolean;
  /** Aborts with the first Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
  /** The keyboard, where there is one. */
  readonly keyboard: Readable | undefined;
  /** For a command that stands in for another one. */
  readonly process: StandInProcess;
}

/** This process as whoever started it sees it. */
export interface StandInProcess {
  readonly stdin: Readable;
  /** Descriptors of standard output and standard error. */
  readonly stdout: number;
  readonly stderr: number;
  /** From here on signals go to the listener, and to nobody else. */
  takeSignals(listener: (signal: NodeJS.Signals) => void): void;
  /** Nobody can write to its input, or gets anything from its output, any more. */
  close(which: 'stdin' | 'stdout'): void;
  /** Ends this program as the signal would have. */
  endBy(signal: NodeJS.Signals): void;
}

// Ctrl-C reaches the whole process group and npm hands it on once more: one wish, not two. Ms.
const SAME_WISH_MS = 1_000;
// As a shell reports a program that SIGINT ended.
const ENDED_AT_ONCE = 130;

/** The surroundings of this process. A second wish to end, later, ends it at once. */
export function processConsole(program: NodeJS.Process): Console {
  const interruption = new AbortController();
  let askedAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    program.on(signal, () => {
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) program.exit(ENDED_AT_ONCE);
      askedAt ??= now;
      interruption.abort();
    });
  }
  // `hopscope … | head` closes the pipe: nobody reads on, which is no fault.
  program.stdout.on('error', () => undefined);
  program.stderr.on('error', () => undefined);
  return {
    env: program.env,
    cwd: program.cwd(),
    platform: program.platform,
    out: (text) => void program.stdout.write(text),
    err: (text) => void program.stderr.write(text),
    outHasColours: program.stdout.isTTY && program.stdout.hasColors(),
    errHasColours: program.stderr.isTTY && program.stderr.hasColors(),
    errIsTerminal: program.stderr.isTTY,
    interrupted: interruption.signal,
    keyboard: program.stdin.isTTY ? program.stdin : undefined,
    process: standIn(program),
  };
}

/** All that a client may send to a server that it started, but for what cannot be caught. */
const PASSED_ON: readonly NodeJS.Signals[] =
  process.platform === 'win32'
    ? ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']
    : ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT'];

function standIn(program: NodeJS.Process): StandInProcess {
  return {
    get stdin() {
      return program.stdin;
    },
    stdout: 1,
    stderr: 2,
    takeSignals(listener) {
      for (const signal of PASSED_ON) {
        program.removeAllListeners(signal);
        program.on(signal, listener);
      }
    },
    close(which) {
      if (which === 'stdin') program.stdin.destroy();
      replaceByNothing(which === 'stdin' ? 0 : 1);
    },
    endBy(signal) {
      program.removeAllListeners(signal);
      program.kill(program.pid, signal);
    },
  };
}

/** Nothing that is opened later may come to stand in its place, where whoever writes there would spoil it. */
function replaceByNothing(descriptor: 0 | 1): void {
  try {
    // Streams leave the descriptors of the standard streams open.
    closeSync(descriptor);
  } catch {
    // One that read a file has closed it.
  }
  openSync(devNull, descriptor === 0 ? 'r' : 'w');
}
