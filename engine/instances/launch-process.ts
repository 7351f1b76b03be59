import { spawn } from 'node:child_process';
import { HAS_GROUPS, signalTree, tellExit, type ProcessExit } from '../transport/child-process.ts';

/** What to start: an executable with its arguments, and its whole environment. */
export interface LaunchRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** All of it: nothing of the parent's environment is added. */
  readonly env: Readonly<Record<string, string>>;
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
      signalTree(child, 'SIGTERM');
    },
    forceEnd: () => {
      signalTree(child, 'SIGKILL');
    },
  };
};
