import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRequirements, type RequiredScenarios } from './requirements.ts';
import { readOutcome, scenarioOfFolder, type Leg, type ScenarioOutcome } from './suite-results.ts';

const SUITE = dirname(fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/package.json')));

// How long a suite that was told to end may take before it is killed.
const GRACE_MS = 3_000;

export interface SuiteRun {
  /** The suite's own verdict is in it, but it is no more than a hint: see verdict.ts. null after a signal. */
  readonly exitCode: number | null;
  /** Everything that the suite wrote, for when there are no results. */
  readonly output: string;
  /** In the order of the scenarios' names. */
  readonly outcomes: readonly ScenarioOutcome[];
}

/** What the installed suite requires for a revision. Throws where it knows no such revision. */
export function requiredScenarios(revision: string, leg: Leg): RequiredScenarios {
  return readRequirements(readFileSync(join(SUITE, 'requirements', `${revision}.yaml`), 'utf8'), leg);
}

/**
 * Runs the suite once, with this Node, and reads its results; the folder that they were in is removed.
 *
 * @param args what is written after `conformance <leg>`, without the output folder
 * @param signal ends the suite and every process that it started
 * @param env added to its environment, which its client gets as well
 * @throws the signal's reason when it was aborted; Error when the results cannot be read
 */
export async function runSuite(
  leg: Leg,
  args: readonly string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<SuiteRun> {
  signal.throwIfAborted();
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-conformance-'));
  try {
    const { exitCode, output } = await runToEnd([leg, ...args, '--output-dir', folder], signal, env);
    signal.throwIfAborted();
    return { exitCode, output, outcomes: await readOutcomes(folder, leg) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Aborted when this process is asked to end. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      controller.abort(new Error('Interrupted.'));
    });
  }
  return controller.signal;
}

async function runToEnd(
  args: readonly string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number | null; output: string }> {
  // A group of its own: the clients that the suite starts through a shell end with it.
  const child = spawn(process.execPath, [join(SUITE, 'dist/index.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  let killing: NodeJS.Timeout | undefined;
  const end = (): void => {
    signalGroup(child, 'SIGTERM');
    killing = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, GRACE_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { exitCode, output };
  } finally {
    clearTimeout(killing);
    signal.removeEventListener('abort', end);
  }
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}

async function readOutcomes(folder: string, leg: Leg): Promise<readonly ScenarioOutcome[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('checks.json'));
  const outcomes: ScenarioOutcome[] = [];
  for (const file of files.sort()) {
    const scenario = scenarioOfFolder(dirname(file).replaceAll(sep, '/'), leg);
    if (scenario === undefined) throw new Error(`The suite wrote to a folder of an unknown name: ${file}`);
    outcomes.push(readOutcome(scenario, await readFile(join(folder, file), 'utf8'), leg));
  }
  return outcomes;
}
