import type { ForkOptions, UtilityProcess } from 'electron';
import type { Launch, LaunchedProcess } from '../../engine/index.ts';

/** What is used of a utility process. */
export interface ForkedProcess extends Pick<UtilityProcess, 'pid' | 'stdout' | 'stderr'> {
  kill(): boolean;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

/** `utilityProcess.fork`. */
export type Fork = (modulePath: string, args: string[], options: ForkOptions) => ForkedProcess;

/** Tells a demo instance to end with its standard input, which a utility process does not have. */
const NO_STDIN = 'HOPSCOPE_DEMO_PARENT';
// Time for the pipes to be read to their end after a process is gone, in ms.
const PIPES_AFTER_EXIT_MS = 500;

/**
 * Starts scripts as Electron's utility processes: Electron's own binary is no Node that could be spawned where
 * its fuses are set. They end with this process by themselves; a standard input that would tell them so does not
 * exist there. The first argument is the script.
 */
export function createUtilityLaunch(fork: Fork): Launch {
  return ({ args: [script = '', ...args], env }) => {
    const passed = Object.fromEntries(Object.entries(env).filter(([name]) => name !== NO_STDIN));
    try {
      return wrap(fork(script, args, { env: passed, stdio: 'pipe', serviceName: 'Hopscope demo' }));
    } catch (error) {
      return neverStarted(error instanceof Error ? error.message : String(error));
    }
  };
}

function wrap(child: ForkedProcess): LaunchedProcess {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const read = streams.map(
    (stream) =>
      new Promise<void>((resolve) => {
        stream.once('close', resolve);
      }),
  );
  return {
    get pid() {
      return child.pid;
    },
    onOutput(listener) {
      child.stdout?.on('data', (bytes: Buffer) => {
        listener('stdout', bytes);
      });
      child.stderr?.on('data', (bytes: Buffer) => {
        listener('stderr', bytes);
      });
    },
    onExit(listener) {
      child.once('exit', (code) => {
        const late = new Promise<void>((resolve) => {
          setTimeout(resolve, PIPES_AFTER_EXIT_MS).unref();
        });
        void Promise.race([Promise.all(read), late]).then(() => {
          listener({ code, signal: null });
        });
      });
    },
    askToEnd() {
      child.kill();
    },
    forceEnd() {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}

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
