import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import type { DemoState } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import type { ProcessExit } from '../transport/child-process.ts';
import type { Launch } from './launch-process.ts';
import { describeExit } from './copy-process.ts';
import { runCopies, type RunningCopies, type RunningCopy } from './run-copies.ts';

/** Names of the instances, in order; their number is the most that can be started. */
const DEMO_NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'] as const;

const DEMO_FLEET_ID = 'demo';

// What a Node process needs to run at all. The rest of the environment, credentials among it, is none of its business.
const PASSED_ON = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LD_LIBRARY_PATH',
];

export interface DemoFleetOptions {
  /** Path of the script that is one instance. */
  readonly entry: string;
  readonly knownBugs: DemoState['knownBugs'];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How an instance's process is started; by default with the Node that runs this program. */
  readonly launch?: Launch;
  /** After each change of `state`, `instances` or `fleet`. */
  readonly onChange: () => void;
}

export interface DemoStart {
  /** 1 to 8. */
  readonly instances: number;
  readonly bugs: readonly string[];
  /** With what the conformance suite's server scenarios call by name; off when absent. */
  readonly conformanceFixtures?: boolean;
}

/** The three (or more) servers that come with Hopscope. */
export interface DemoFleet {
  state(): DemoState;
  /** Those that are running; in no file of the workspace. */
  instances(): readonly Instance[];
  fleet(): Fleet | undefined;
  /**
   * Resolves when all of them can be talked to. Rejects with AppError: BAD_INPUT for a wrong number or an unknown
   * bug, CONFLICT while there is one already, CANCELLED when stopped meanwhile, IO where one could not start.
   */
  start(input: DemoStart): Promise<void>;
  /** Ends the processes and removes what they stored. Does nothing when there is none. Never rejects. */
  stop(): Promise<void>;
}

interface Run {
  readonly bugs: readonly string[];
  readonly cancel: AbortController;
  /** Settles when everything of this run is gone. */
  readonly gone: Promise<void>;
}

export function createDemoFleet(options: DemoFleetOptions): DemoFleet {
  return new Demo(options);
}

class Demo implements DemoFleet {
  readonly #options: DemoFleetOptions;
  #phase: DemoState['state'] = 'off';
  #problem: string | undefined;
  #bugs: readonly string[] = [];
  #copies: readonly RunningCopy[] = [];
  #run: Run | undefined;

  constructor(options: DemoFleetOptions) {
    this.#options = options;
  }

  state(): DemoState {
    return {
      state: this.#phase,
      bugs: this.#bugs,
      knownBugs: this.#options.knownBugs,
      ...(this.#problem !== undefined && { problem: this.#problem }),
    };
  }

  instances(): readonly Instance[] {
    return this.#copies.map(({ name, url }) => ({
      id: `demo-${name}`,
      name,
      url,
      headers: [],
      startedBy: 'demo',
    }));
  }

  fleet(): Fleet | undefined {
    if (this.#copies.length === 0) return undefined;
    return { id: DEMO_FLEET_ID, name: 'demo', instanceIds: this.instances().map(({ id }) => id) };
  }

  async start(input: DemoStart): Promise<void> {
    const bugs = this.#check(input);
    if (this.#run) {
      throw new AppError('CONFLICT', 'The demo fleet is running already: stop it to start it another way.');
    }
    const cancel = new AbortController();
    const started = Promise.withResolvers<undefined>();
    const gone = this.#live({ ...input, bugs }, cancel.signal, started);
    this.#run = { bugs, cancel, gone };
    await started.promise;
  }

  async stop(): Promise<void> {
    this.#run?.cancel.abort();
    await this.#run?.gone;
    if (this.#phase === 'failed') this.#show('off', [], undefined);
  }

  /** The whole life of one run; whatever happens, nothing of it is left at the end. Never rejects. */
  async #live(
    input: DemoStart,
    signal: AbortSignal,
    started: PromiseWithResolvers<undefined>,
  ): Promise<void> {
    this.#bugs = input.bugs;
    this.#show('starting', [], undefined);
    let directory: string | undefined;
    let running: RunningCopies | undefined;
    const lost = Promise.withResolvers<undefined>();
    let problem: string | undefined;
    let refusal: unknown;
    try {
      directory = await mkdtemp(join(tmpdir(), 'hopscope-demo-'));
      running = await runCopies({
        copies: this.#copiesToRun(input, directory),
        ...(this.#options.launch && { launch: this.#options.launch }),
        signal,
        onLost: (copy, exit) => {
          problem = this.#lose(copy, exit);
          if (this.#copies.length === 0) lost.resolve(undefined);
        },
      });
      this.#show('running', running.copies, undefined);
      started.resolve(undefined);
      await Promise.race([aborted(signal), lost.promise]);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      refusal = error;
    }
    await running?.stop();
    if (directory !== undefined) await removeDirectory(directory);
    this.#run = undefined;
    if (signal.aborted) this.#bugs = [];
    this.#show(signal.aborted ? 'off' : 'failed', [], signal.aborted ? undefined : problem);
    // Only now, so that who hears of it finds nothing of this run left; without effect where it had started.
    started.reject(refusal);
  }

  #lose(copy: RunningCopy, exit: ProcessExit): string {
    const problem = `The demo instance ${copy.name} ${describeExit(exit)}.`;
    const left = this.#copies.filter((other) => other.name !== copy.name);
    this.#show('running', left, `${problem} The others go on.`);
    return problem;
  }

  #copiesToRun(
    { instances, bugs, conformanceFixtures }: DemoStart,
    directory: string,
  ): Parameters<typeof runCopies>[0]['copies'] {
    const shared = {
      ...passedOn(this.#options.env),
      PORT: '0',
      HOPSCOPE_DEMO_BUGS: bugs.join(','),
      HOPSCOPE_DEMO_CONFORMANCE: conformanceFixtures === true ? '1' : '0',
      HOPSCOPE_DEMO_STORE: join(directory, 'demo.sqlite'),
      HOPSCOPE_DEMO_KEY: randomBytes(32).toString('hex'),
      HOPSCOPE_DEMO_PARENT: 'stdin',
    };
    return DEMO_NAMES.slice(0, instances).map((name) => ({
      label: `The demo instance ${name}`,
      command: process.execPath,
      args: [this.#options.entry],
      env: { ...shared, HOPSCOPE_DEMO_NAME: name },
    }));
  }

  #check(input: DemoStart): readonly string[] {
    const most = DEMO_NAMES.length;
    if (!Number.isInteger(input.instances) || input.instances < 1 || input.instances > most) {
      throw new AppError('BAD_INPUT', `The demo fleet has 1 to ${String(most)} instances.`);
    }
    const known = this.#options.knownBugs.map((bug) => bug.name);
    const unknown = input.bugs.find((bug) => !known.includes(bug));
    if (unknown !== undefined) {
      throw new AppError('BAD_INPUT', `There is no bug "${unknown}". There are: ${known.join(', ')}.`);
    }
    return [...new Set(input.bugs)];
  }

  #show(phase: DemoState['state'], copies: readonly RunningCopy[], problem: string | undefined): void {
    this.#phase = phase;
    this.#copies = copies;
    this.#problem = problem;
    this.#options.onChange();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** Windows names variables without regard to case. */
function passedOn(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const wanted = new Set(PASSED_ON.map((name) => name.toLowerCase()));
  const kept = Object.entries(env).filter(([name]) => wanted.has(name.toLowerCase()));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** On Windows a file can stay locked for a moment after its process ended. */
async function removeDirectory(directory: string): Promise<void> {
  try {
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // The system clears its temporary directory; a demo that cannot be stopped for this would be worse.
  }
}
