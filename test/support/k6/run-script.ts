import { spawn } from 'node:child_process';
import { join } from 'node:path';

// k6 itself is a program of its own that cannot be installed here. What runs a script instead is Node with modules of the
// names of k6's, which do what those do as far as the scripts use them: requests are made one after the other and waited for.

/** What the checks of one run came to. */
export interface K6Outcome {
  readonly checks: readonly { readonly name: string; readonly passed: boolean }[];
  /** What the script said with console.warn. */
  readonly warnings: readonly string[];
  /** Requests: where, of which tag, and the status. */
  readonly requests: readonly { readonly url: string; readonly tag: string; readonly status: number }[];
  /** Why it ended early: the error that it threw. */
  readonly error?: string;
}

/** Runs a script for so many iterations, as `k6 run -e NAME=VALUE` would. */
export function runK6Script(
  script: string,
  env: Readonly<Record<string, string>>,
  iterations = 1,
): Promise<K6Outcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'k6.ts')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  });
  child.stdin.end(JSON.stringify({ script, env, iterations }));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(stdout) as K6Outcome);
      else reject(new Error(`The stand-in for k6 ended with ${String(code)}: ${stderr}`));
    });
  });
}
