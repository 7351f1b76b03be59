import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program that one demo instance is. */
export const INSTANCE_PROGRAM = join(import.meta.dirname, '../../demo/instance.ts');

/** One demo instance, running as a process of its own. */
export interface DemoProcess {
  readonly name: string;
  /** Its MCP endpoint. */
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything that it wrote to standard error so far. */
  stderr(): string;
  /** Everything that it wrote to standard output so far. */
  stdout(): string;
  /** Hangs up (as works on every platform) and resolves with the exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
}

export interface DemoFleet {
  readonly instances: readonly DemoProcess[];
  /** @throws Error when the fleet has no instance of that name. */
  get(name: string): DemoProcess;
  /** Ends all instances and removes the store. */
  stop(): Promise<void>;
}

export interface DemoFleetOptions {
  /** Default: alpha, beta, gamma. */
  readonly names?: readonly string[];
  /** Names of bugs, for all instances. */
  readonly bugs?: readonly string[];
  /** With the fixtures of the conformance suite. */
  readonly conformanceFixtures?: boolean;
}

const READY_MS = 15_000;
const STOP_MS = 5_000;

/**
 * Starts several instances on one store and with one key, and waits until each can be talked to.
 *
 * @throws Error when one does not start; those that did are ended first.
 */
export async function startDemoFleet(options: DemoFleetOptions = {}): Promise<DemoFleet> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-demo-'));
  const environment = {
    HOPSCOPE_DEMO_STORE: join(folder, 'demo.sqlite'),
    HOPSCOPE_DEMO_KEY: randomBytes(32).toString('hex'),
    HOPSCOPE_DEMO_BUGS: (options.bugs ?? []).join(','),
    HOPSCOPE_DEMO_CONFORMANCE: options.conformanceFixtures === true ? '1' : '0',
  };
  const started = await Promise.allSettled(
    (options.names ?? ['alpha', 'beta', 'gamma']).map((name) =>
      startDemoProcess({ ...environment, HOPSCOPE_DEMO_NAME: name }),
    ),
  );
  const instances = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const failure = started.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return {
    instances,
    get(name) {
      const found = instances.find((instance) => instance.name === name);
      if (found === undefined) throw new Error(`No demo instance "${name}" was started.`);
      return found;
    },
    stop,
  };
}

/**
 * Starts one instance with exactly these HOPSCOPE_DEMO_* and PORT variables.
 *
 * @throws Error with the process's own words when it ends before it is ready.
 */
export async function startDemoProcess(environment: Readonly<Record<string, string>>): Promise<DemoProcess> {
  // The IPC channel is the child's sign of life from us: when this process dies, the instance ends itself.
  const child = spawn(process.execPath, [INSTANCE_PROGRAM], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  try {
    const { name, url } = await readReadyLine(child, () => stderr);
    return { name, url, child, stdout: () => stdout, stderr: () => stderr, stop: () => stopChild(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Resolves with the exit code of a process that ends by itself (`null` after a signal). */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

async function readReadyLine(
  child: ChildProcess,
  stderr: () => string,
): Promise<{ name: string; url: string }> {
  if (child.stdout === null) throw new Error('The demo instance has no standard output to read.');
  const lines = createInterface({ input: child.stdout });
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  try {
    for await (const line of lines) return JSON.parse(line) as { name: string; url: string };
    throw new Error(`The demo instance ended before it was ready: ${stderr()}`);
  } finally {
    clearTimeout(timer);
    lines.close();
    // Closing the reader pauses the stream, and a full pipe would block the instance.
    child.stdout.resume();
  }
}

async function stopChild(child: ChildProcess): Promise<number | null> {
  const ended = exitOf(child);
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  const code = await ended;
  clearTimeout(timer);
  return code;
}
