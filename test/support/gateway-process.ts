import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CLI_PROGRAM } from './cli-program.ts';

const READY_MS = 20_000;
const STOP_MS = 10_000;

/** `hopscope gateway`, running as a process of its own. */
export interface GatewayProcess {
  /** Where clients go. */
  readonly url: string;
  /** Ends it as Ctrl-C does and resolves with its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
}

/**
 * Starts the command in front of these servers and waits until it listens. It records into a capture that ends with it.
 *
 * @throws Error with what it said when it does not start.
 */
export async function startGatewayProcess(
  targets: readonly { readonly name: string; readonly url: string }[],
  args: readonly string[],
): Promise<GatewayProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-gateway-'));
  const to = targets.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);
  const child = spawn(
    process.execPath,
    [CLI_PROGRAM, 'gateway', ...to, ...args, '--json', '--capture', join(folder, 'gateway.hopscope')],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<number | null> => {
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const code = await exit;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    return { url: (JSON.parse(line) as { url: string }).url, stop };
  }
  await stop();
  throw new Error(`The gateway did not start: ${said}`);
}
