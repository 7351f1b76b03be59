import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { CLI_PROGRAM } from '../../support/cli-program.ts';

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliEnd>;
  /** Resolves with the first line of standard output; rejects where the command ends without one. */
  readonly firstLine: Promise<string>;
}

/** `home` stands for the user's home, so that no workspace but the test's is found. */
export function startCli(
  args: readonly string[],
  home: string,
  env: Record<string, string> = {},
): RunningCli {
  const child = spawn(process.execPath, [CLI_PROGRAM, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: join(home, 'data'), TMPDIR: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const line = Promise.withResolvers<string>();
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
    const end = stdout.indexOf('\n');
    if (end >= 0) line.resolve(stdout.slice(0, end));
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  const ended = new Promise<CliEnd>((resolve) => {
    child.once('close', (code) => {
      line.reject(new Error(`ended without a line; it said: ${stderr}`));
      resolve({ code, stdout, stderr });
    });
  });
  line.promise.catch(() => undefined);
  return { child, ended, firstLine: line.promise };
}

export function runCli(
  args: readonly string[],
  home: string,
  env: Record<string, string> = {},
): Promise<CliEnd> {
  return startCli(args, home, env).ended;
}
