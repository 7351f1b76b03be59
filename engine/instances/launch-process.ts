import { signalTree, tellExit, type ProcessExit } from '../transport/child-process.ts';
import { explainChild, startChild } from '../transport/stdio/start-child.ts';

/** What to start: an executable with its arguments, and its whole environment. */
export interface LaunchRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** All of it: nothing of the parent's environment is added. */
  readonly env: Readonly<Record<string, string>>;
  /** Working folder. Absent: this process's. */
  readonly cwd?: string;
}

/** A started process, as far as `runCopies` needs it. Electron's utilityProcess fits behind it, too. */
export interface LaunchedProcess {
  readonly pid: number | undefined;
  onOutput(listener: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void): void;
  /** Called exactly once, after the last output. */
  onExit(listener: (exit: ProcessExit) => void): void;
  /** Asks it to end by itself. */
  askToEnd(): void;
  /** Ends it, whatever it is doing. */
  forceEnd(): void;
}

export type Launch = (request: LaunchRequest) => LaunchedProcess;

/**
 * Starts a child process with pipes. Its standard input stays open and empty as long as this process lives: its
 * end tells the child that the parent is gone, even when the parent was killed. Where there are process groups
 * the child leads one: Ctrl-C in a terminal reaches the parent only, which then ends its children in order, and
 * what the child started itself is ended with it.
 */
export const launchProcess: Launch = (request) => {
  const child = startChild(request);
  if ('problem' in child) return neverStarted(child.problem);
  const { stdin, stdout, stderr } = child;
  // A child that ended first makes its stdin break; what matters of that comes with its exit. There are no pipes
  // where the system had no more files to give.
  stdin?.on('error', () => undefined);
  return {
    pid: child.pid,
    onOutput: (listener) => {
      stdout?.on('data', (bytes: Buffer) => {
        listener('stdout', bytes);
      });
      stderr?.on('data', (bytes: Buffer) => {
        listener('stderr', bytes);
      });
    },
    onExit: (listener) => {
      tellExit(child, listener, (error) => explainChild(error, request));
    },
    askToEnd: () => {
      stdin?.end();
      signalTree(child, 'SIGTERM');
    },
    forceEnd: () => {
      signalTree(child, 'SIGKILL');
    },
  };
};

/** What never came to be a process, as one that has ended. */
function neverStarted(problem: string): LaunchedProcess {
  return {
    pid: undefined,
    onOutput: () => undefined,
    onExit(listener) {
      queueMicrotask(() => {
        listener({ code: null, signal: null, problem });
      });
    },
    askToEnd: () => undefined,
    forceEnd: () => undefined,
  };
}
