import { spawn, type ChildProcess } from 'node:child_process';

/** What to start: an executable with its arguments, and its whole environment. */
export interface LaunchRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** All of it: nothing of the parent's environment is added. */
  readonly env: Readonly<Record<string, string>>;
}

/** How a process ended; `problem` where it could not even start. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly problem?: string;
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

// Time for the pipes to be read to their end after a process is gone, in ms.
const PIPES_AFTER_EXIT_MS = 500;

/**
 * Starts a child process with pipes. Its standard input stays open and empty as long as this process lives: its
 * end tells the child that the parent is gone, even when the parent was killed. Where there are process groups
 * the child leads one: Ctrl-C in a terminal reaches the parent only, which then ends its children in order, and
 * what the child started itself is ended with it.
 */
export const launchProcess: Launch = ({ command, args, env }) => {
  const child = spawn(command, [...args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: HAS_GROUPS,
  });
  // A child that ended first makes its stdin break; what matters of that comes with its exit.
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid,
    onOutput: (listener) => {
      child.stdout.on('data', (bytes: Buffer) => {
        listener('stdout', bytes);
      });
      child.stderr.on('data', (bytes: Buffer) => {
        listener('stderr', bytes);
      });
    },
    onExit: (listener) => {
      tellExit(child, listener);
    },
    askToEnd: () => {
      child.stdin.end();
      sendSignal(child, 'SIGTERM');
    },
    forceEnd: () => {
      sendSignal(child, 'SIGKILL');
    },
  };
};

const HAS_GROUPS = process.platform !== 'win32';

function tellExit(child: ChildProcess, listener: (exit: ProcessExit) => void): void {
  let told = false;
  const tell = (exit: ProcessExit): void => {
    if (!told) listener(exit);
    told = true;
  };
  child.once('error', (error) => {
    // Also raised when a signal could not be delivered; only a child that never started has no pid.
    if (child.pid === undefined) tell({ code: null, signal: null, problem: error.message });
  });
  child.once('exit', (code, signal) => {
    // `close` waits for the pipes, and something that the child left behind may hold them open.
    const late = setTimeout(() => {
      sendSignal(child, 'SIGKILL');
      tell({ code, signal });
    }, PIPES_AFTER_EXIT_MS);
    child.once('close', () => {
      clearTimeout(late);
      tell({ code, signal });
    });
  });
}

function sendSignal(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (!HAS_GROUPS) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
