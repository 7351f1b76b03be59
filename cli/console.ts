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
  };
}
