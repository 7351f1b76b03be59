import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import {
  copyInstanceId,
  copyName,
  type RunOutput,
  type RunSettings,
  type RunState,
} from '../../shared/model/run.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { AppError } from '../app-error.ts';
import type { ClientDeclaration } from '../client/list-all.ts';
import { childEnvironment } from '../transport/stdio/child-environment.ts';
import { freePorts } from './free-ports.ts';
import { COPY_TIMES, ServerCopy, type CopyPlan, type CopyTimes } from './server-copy.ts';

/** What a copy's command may say of the copy. */
type CopyVariables = Readonly<Record<'PORT' | 'INDEX' | 'NAME', string>>;

export interface RunsOptions {
  /** Those of the workspace, with what a person has allowed. */
  readonly settings: () => readonly RunSettings[];
  /** The command of a copy, its environment filled and its folder absolute, or why it cannot be started. */
  readonly resolve: (
    run: RunSettings,
    own: CopyVariables,
  ) => { readonly stdio: StdioCommand; readonly problem?: string };
  readonly declaration: () => ClientDeclaration;
  /** Of this program: the safe part of it is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly times?: CopyTimes;
  /** After each change of a run. */
  readonly onRun: (state: RunState) => void;
  /** After each change of `instances` or `fleets`. */
  readonly onInstances: () => void;
}

/** Servers that Hopscope runs in several copies. */
export interface Runs {
  /** Of all that are in the workspace or run. */
  states(): readonly RunState[];
  /** Those that were ready once, until their run is stopped; in no file of the workspace. */
  instances(): readonly Instance[];
  /** One a run that has instances. */
  fleets(): readonly Fleet[];
  /**
   * Resolves once all copies answer. Rejects with AppError, and nothing of it runs then: NOT_FOUND; CONFLICT where it
   * runs; NEEDS_CONSENT where nobody has allowed its command; BAD_INPUT where a variable is not set; IO where a copy
   * does not answer; CANCELLED when it was stopped meanwhile.
   */
  start(id: string): Promise<RunState>;
  /** Ends its copies. Does nothing where none runs. Rejects with AppError NOT_FOUND. */
  stop(id: string): Promise<RunState>;
  /** Ends a copy where it runs, and starts it anew. Rejects like `start`; CONFLICT where the run is off. */
  restart(id: string, index: number): Promise<RunState>;
  /**
   * Ends a copy and keeps its place among the instances, until `restart`. `why`: a sentence. Rejects with AppError:
   * NOT_FOUND; CONFLICT where the run is not running.
   */
  takeDown(id: string, index: number, why: string): Promise<RunState>;
  /** Also of copies that have ended, until the next start. Throws AppError NOT_FOUND. */
  output(id: string, index: number): RunOutput;
  /** Forgets what is left of a run that is not in the workspace any more; ends it first. Never rejects. */
  forget(id: string): Promise<void>;
  /** Ends all. Never rejects. */
  close(): Promise<void>;
}

export function createRuns(options: RunsOptions): Runs {
  return new OpenRuns(options);
}

/** One start of a run. */
interface StartedRun {
  readonly settings: RunSettings;
  copies: readonly ServerCopy[];
  state: RunState['state'];
  problem: string | undefined;
}

class OpenRuns implements Runs {
  readonly #options: RunsOptions;
  readonly #started = new Map<string, StartedRun>();
  #toldInstances = '[]';

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  states(): readonly RunState[] {
    const ids = new Set([...this.#options.settings().map(({ id }) => id), ...this.#started.keys()]);
    return [...ids].map((id) => this.#stateOf(id));
  }

  instances(): readonly Instance[] {
    return [...this.#started.values()].flatMap(({ copies, state }) =>
      state === 'off' || state === 'failed' ? [] : copies.flatMap((copy) => toInstance(copy)),
    );
  }

  fleets(): readonly Fleet[] {
    return [...this.#started.values()].flatMap(({ settings, copies, state }) => {
      if (state === 'off' || state === 'failed') return [];
      const instanceIds = copies.flatMap((copy) => toInstance(copy).map(({ id }) => id));
      return instanceIds.length === 0 ? [] : [{ id: `run:${settings.id}`, name: settings.name, instanceIds }];
    });
  }

  async start(id: string): Promise<RunState> {
    const settings = this.#allowed(id);
    const before = this.#started.get(id);
    if (before && isActive(before)) {
      throw new AppError('CONFLICT', `${settings.name} runs already: stop it to start it anew.`, { id });
    }
    // Before anything is awaited, so that a second start finds it.
    const run: StartedRun = { settings, copies: [], state: 'starting', problem: undefined };
    this.#started.set(id, run);
    this.#show(run);
    const isWanted = (): boolean => run.state === 'starting';
    try {
      const ports = await freePorts(settings.copies);
      if (!isWanted()) throw new AppError('CANCELLED', `${settings.name} was stopped.`);
      run.copies = ports.map((port, index) => this.#copy(run, index + 1, port));
      await Promise.all(run.copies.map((copy) => copy.start()));
      if (isWanted()) run.state = 'running';
    } catch (error) {
      await this.#giveUp(run, error);
      throw error;
    }
    this.#review(run);
    return this.#stateOf(id);
  }

  async stop(id: string): Promise<RunState> {
    const run = this.#started.get(id);
    if (run) await this.#end(run);
    else this.#settings(id);
    return this.#stateOf(id);
  }

  async restart(id: string, index: number): Promise<RunState> {
    const run = this.#started.get(id);
    if (!run) this.#settings(id);
    if (!run || run.state === 'off' || run.state === 'stopping' || run.state === 'starting') {
      throw new AppError('CONFLICT', 'Its copies do not run now: start it.', { id });
    }
    const copy = this.#copyAt(run, index);
    await copy.restart();
    this.#review(run);
    return this.#stateOf(id);
  }

  async takeDown(id: string, index: number, why: string): Promise<RunState> {
    const run = this.#started.get(id);
    if (run?.state !== 'running') {
      this.#settings(id);
      throw new AppError('CONFLICT', 'Its copies do not run now: start it.', { id });
    }
    await this.#copyAt(run, index).takeDown(why);
    this.#review(run);
    return this.#stateOf(id);
  }

  output(id: string, index: number): RunOutput {
    const run = this.#started.get(id);
    if (run) return this.#copyAt(run, index).output();
    this.#settings(id);
    return { stdout: '', stderr: '', isTail: false };
  }

  async forget(id: string): Promise<void> {
    const run = this.#started.get(id);
    if (!run) return;
    await this.#end(run);
    this.#started.delete(id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#started.values()].map((run) => this.#end(run)));
  }

  #settings(id: string): RunSettings {
    const found = this.#options.settings().find((run) => run.id === id);
    if (found) return found;
    throw new AppError('NOT_FOUND', `There is no run "${id}" in this workspace.`, { id });
  }

  #allowed(id: string): RunSettings {
    const settings = this.#settings(id);
    if (settings.approved === true) return settings;
    // As it is written: the values of its variables are nobody's business here.
    const commandLine = formatCommandLine(settings.command);
    throw new AppError(
      'NEEDS_CONSENT',
      `${settings.name} would start a program on this machine that nobody has allowed yet: ${commandLine}`,
      { id, commandLine },
    );
  }

  /** Throws AppError BAD_INPUT where a variable of its environment is not set. */
  #copy(run: StartedRun, index: number, port: number): ServerCopy {
    const { settings } = run;
    const name = copyName(settings.id, index);
    const plan = (onPort: number): CopyPlan => {
      const own = { PORT: String(onPort), INDEX: String(index), NAME: name };
      const { stdio, problem } = this.#options.resolve(settings, own);
      if (problem !== undefined) throw new AppError('BAD_INPUT', problem, { id: settings.id });
      const { command, args, env, cwd } = stdio;
      return {
        request: {
          command: fill(command, own),
          args: args.map((argument) => fill(argument, own)),
          env: childEnvironment({ ...own, ...env }, this.#options.env, process.platform === 'win32'),
          ...(cwd !== undefined && { cwd }),
        },
        path: fill(settings.path, own),
      };
    };
    plan(port);
    return new ServerCopy(
      {
        index,
        name,
        instanceId: copyInstanceId(settings.id, index),
        restart: settings.restart,
        plan,
        declaration: this.#options.declaration,
        times: this.#options.times ?? COPY_TIMES,
        onChange: () => {
          this.#review(run);
        },
      },
      port,
    );
  }

  #copyAt(run: StartedRun, index: number): ServerCopy {
    const copy = run.copies[index - 1];
    if (copy) return copy;
    throw new AppError('NOT_FOUND', `${run.settings.name} has no copy ${String(index)}.`, { index });
  }

  /** All or none: a fleet that lacks a copy is not what was asked for. */
  async #giveUp(run: StartedRun, error: unknown): Promise<void> {
    await Promise.all(run.copies.map((copy) => copy.stop()));
    if (run.state === 'stopping' || run.state === 'off') return;
    run.state = 'failed';
    run.problem = error instanceof Error ? error.message : String(error);
    this.#show(run);
  }

  async #end(run: StartedRun): Promise<void> {
    if (run.state === 'off') return;
    run.state = 'stopping';
    run.problem = undefined;
    this.#show(run);
    await Promise.all(run.copies.map((copy) => copy.stop()));
    run.state = 'off';
    this.#show(run);
  }

  /** What has become of the run by what has become of its copies. */
  #review(run: StartedRun): void {
    // A run whose copies have all ended comes back with one of them.
    if (run.state === 'running' || run.state === 'failed') {
      const states = run.copies.map((copy) => copy.state());
      const gone = states.filter(({ state }) => state === 'ended' || state === 'failed');
      run.problem = gone.map(({ problem }) => problem ?? '').join(' ') || undefined;
      run.state = gone.length === states.length ? 'failed' : 'running';
    }
    this.#show(run);
  }

  #show(run: StartedRun): void {
    this.#options.onRun(this.#stateOf(run.settings.id));
    const instances = JSON.stringify([this.instances(), this.fleets()]);
    if (instances === this.#toldInstances) return;
    this.#toldInstances = instances;
    this.#options.onInstances();
  }

  #stateOf(id: string): RunState {
    const run = this.#started.get(id);
    if (!run) return { id, state: 'off', copies: [] };
    const { state, problem, copies } = run;
    return {
      id,
      state,
      copies: copies.map((copy) => copy.state()),
      ...(problem !== undefined && { problem }),
    };
  }
}

function isActive({ state }: StartedRun): boolean {
  return state === 'starting' || state === 'running' || state === 'stopping';
}

/** None before it answered once: nobody knows its address then. */
function toInstance(copy: ServerCopy): Instance[] {
  const { instanceId, name, url } = copy.state();
  return url === undefined ? [] : [{ id: instanceId, name, url, headers: [], startedBy: 'run' }];
}

/** Fills the variables of a copy; everything else stays as it is written. */
function fill(text: string, own: CopyVariables): string {
  return text.replace(/\$\{(PORT|INDEX|NAME)\}/g, (_whole, name: keyof CopyVariables) => own[name]);
}
