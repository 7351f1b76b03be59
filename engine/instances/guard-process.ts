import { spawn } from 'node:child_process';
import { HAS_GROUPS } from '../transport/child-process.ts';

// Waits for a line. At the end of input without one whoever was to send it is gone, and the group is ended.
const SCRIPT =
  'IFS= read -r line && exit; kill -TERM "-$1" 2>/dev/null; sleep 3; kill -KILL "-$1" 2>/dev/null';

/**
 * Ends the process group of `pid` when this program ends without having done so itself, as when it is killed. A server
 * does not look at its standard input, so nothing else would tell it. Returns what calls the guard off; it must be
 * called as soon as the group is gone, since its number may then be another one's. Does nothing on Windows, which
 * has no groups, nor where there is no shell.
 */
export function guardProcess(pid: number): () => void {
  if (!HAS_GROUPS) return () => undefined;
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'hopscope-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A Ctrl-C in the terminal must not take it away before its time.
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return () => {
    guard.stdin.end('done\n');
  };
}
