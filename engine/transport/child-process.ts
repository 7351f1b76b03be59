import { spawn, type ChildProcess } from 'node:child_process';

/** How a process ended; `problem` where it could not even start. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly problem?: string;
}

/**
 * Whether a child can lead a process group (`detached` of `spawn`). Then Ctrl-C in a terminal reaches the parent only,
 * which ends its children in order, and what a child started itself can be ended with it.
 */
export const HAS_GROUPS = process.platform !== 'win32';

// Time for what a child left behind to end by itself, and for the pipes to be read to their end, in ms.
const AFTER_EXIT_MS = 500;
const LOOK_AGAIN_MS = 20;

/**
 * Sends a signal to a child and to all that it started: to its group where there are groups, else (Windows, which
 * has no signals) the tree is ended at once. False where nobody was there to get it.
 */
export function signalTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  const { pid } = child;
  if (pid === undefined) return false;
  if (HAS_GROUPS) return signalGroup(pid, signal);
  if (child.exitCode !== null || child.signalCode !== null) return false;
  spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
    'error',
    () => child.kill(),
  );
  return true;
}

/**
 * Tells how a child ended: once, after its last output, and when what it left behind in its group is gone, which
 * is asked to end and then ended. Output of a process that left the group and holds the pipes is not waited for.
 * `explain` makes the problem of a child that could not start.
 */
export function tellExit(
  child: ChildProcess,
  listener: (exit: ProcessExit) => void,
  explain: (error: Error) => string = (error) => error.message,
): void {
  child.once('error', (error) => {
    // Also raised when a signal could not be delivered; only a child that never started has no pid.
    if (child.pid === undefined) listener({ code: null, signal: null, problem: explain(error) });
  });
  child.once('exit', (code, signal) => {
    if (child.pid === undefined) return;
    void endTheRest(child).then(() => {
      listener({ code, signal });
    });
  });
}

async function endTheRest(child: ChildProcess): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  if (signalTree(child, 'SIGTERM')) {
    const until = performance.now() + AFTER_EXIT_MS;
    while (isGroupThere(child) && performance.now() < until) await delay(LOOK_AGAIN_MS);
    signalTree(child, 'SIGKILL');
  }
  // Whoever still holds the pipes then has left the group.
  const late = setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, AFTER_EXIT_MS);
  await closed;
  clearTimeout(late);
}

function isGroupThere(child: ChildProcess): boolean {
  return HAS_GROUPS && child.pid !== undefined && signalGroup(child.pid, 0);
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
    return false;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
