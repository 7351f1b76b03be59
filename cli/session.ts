import { resolve } from 'node:path';
import { BUGS } from '../demo/bugs.ts';
import {
  AppError,
  createEngine,
  defaultWorkspaceDirectory,
  readWorkspace,
  type Engine,
} from '../engine/index.ts';
import packageFile from '../package.json' with { type: 'json' };
import type { CommandInput, CommandName, CommandOutput } from '../shared/bridge/bridge.ts';
import type { Comparison } from '../shared/model/difference.ts';
import type { Draft } from '../shared/model/draft.ts';
import type { ExchangeRef } from '../shared/model/exchange.ts';
import type { Instance } from '../shared/model/instance.ts';
import type { Listing, ListKind } from '../shared/model/listing.ts';
import { checkCapture, checkWorkspace } from './check-paths.ts';
import type { SendingOptions } from './common-options.ts';
import type { Console } from './console.ts';
import { UsageError } from './exit-codes.ts';
import { LOCATIONS } from './locations.ts';
import { readOutcome, type Outcome } from './outcome.ts';
import { toInstances, type TargetSpec } from './targets.ts';

export const VERSION: string = packageFile.version;

/** What a command sends is given up: Ctrl-C. Exit code 3. */
export class Interrupted extends Error {}

/** One engine for one command, and the instances that the command talks to. */
export interface Session {
  readonly instances: readonly Instance[];
  /** Everything that the instance lists, from the server itself. Rejects with Interrupted. */
  list(instance: Instance, kind: ListKind): Promise<Listing>;
  /** Sends each draft to its instance, all at once; resolves when all have ended, in the order of the jobs. */
  send(jobs: readonly { readonly instance: Instance; readonly draft: Draft }[]): Promise<Outcome[]>;
  read(ref: ExchangeRef): Promise<Outcome>;
  compare(outcomes: readonly Outcome[]): Promise<Comparison>;
  close(): Promise<void>;
}

/** An engine without files of its own. `note` gets sentences for the person at the terminal. */
export function openEngine(
  console: Console,
  note: (message: string) => void,
  capture?: string,
): Promise<Engine> {
  return createEngine({
    // In memory, so nothing is there; the state shows it as the workspace's place.
    workspaceDirectory: console.cwd,
    ephemeral: true,
    ...(capture !== undefined && { captureFile: resolve(console.cwd, capture) }),
    program: 'cli',
    version: VERSION,
    env: console.env,
    demo: { entry: LOCATIONS.demoInstance, knownBugs: BUGS },
    origin: 'cli',
  }).then((engine) => {
    engine.bridge.on('notice', ({ message }) => {
      note(message);
    });
    return engine;
  });
}

/** Asks the engine; what it cannot do is thrown as AppError. */
export async function ask<C extends CommandName>(
  engine: Engine,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C>> {
  const answer = await engine.bridge.invoke(command, input);
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, answer.error.message, answer.error.details);
}

/** Rejects with UsageError for a target that is unknown, AppError for one that is wrong. */
export async function openSession(
  targets: readonly TargetSpec[],
  options: SendingOptions,
  console: Console,
  note: (message: string) => void,
): Promise<Session> {
  if (options.era === 'legacy') {
    throw new UsageError(
      '--era legacy is not built yet: this version of Hopscope sends requests of the modern era (2026-07-28) only.',
    );
  }
  if (options.workspace !== undefined) checkWorkspace(console.cwd, options.workspace);
  if (options.capture !== undefined) checkCapture(console.cwd, options.capture);
  const inputs = toInstances(targets, await knownInstances(targets, options, console, note), options.header);
  const engine = await openEngine(console, note, options.capture);
  try {
    const instances: Instance[] = [];
    for (const input of inputs) instances.push(await ask(engine, 'instance.save', input));
    return new EngineSession(engine, instances, options, console.interrupted);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The workspace is looked at only where a target is a name. */
async function knownInstances(
  targets: readonly TargetSpec[],
  options: SendingOptions,
  console: Console,
  note: (message: string) => void,
): Promise<readonly Instance[]> {
  if (!targets.some((target) => target.kind === 'name')) return [];
  const directory =
    options.workspace === undefined
      ? defaultWorkspaceDirectory(console.env, console.platform)
      : resolve(console.cwd, options.workspace);
  const state = await readWorkspace({ directory, env: console.env });
  for (const problem of state.problems)
    note(`${problem.file} of the workspace ${directory}: ${problem.message}`);
  return state.instances;
}

class EngineSession implements Session {
  readonly instances: readonly Instance[];
  readonly #engine: Engine;
  readonly #options: SendingOptions;
  readonly #interrupted: AbortSignal;

  constructor(
    engine: Engine,
    instances: readonly Instance[],
    options: SendingOptions,
    interrupted: AbortSignal,
  ) {
    this.#engine = engine;
    this.instances = instances;
    this.#options = options;
    this.#interrupted = interrupted;
  }

  async list(instance: Instance, kind: ListKind): Promise<Listing> {
    // The pages' exchanges are the engine's own affair: to give them up is to close it.
    const giveUp = (): void => void this.#engine.close();
    this.#interrupted.addEventListener('abort', giveUp, { once: true });
    try {
      const listing = await ask(this.#engine, 'listing.get', {
        instanceId: instance.id,
        kind,
        refresh: true,
        ...(this.#options.timeout !== undefined && { idleTimeoutMs: this.#options.timeout }),
      });
      // What comes back after an interruption is what was cut short; nothing is to be made of it.
      if (this.#interrupted.aborted) throw new Interrupted();
      return listing;
    } catch (error) {
      throw this.#interrupted.aborted ? new Interrupted() : error;
    } finally {
      this.#interrupted.removeEventListener('abort', giveUp);
    }
  }

  async send(jobs: readonly { readonly instance: Instance; readonly draft: Draft }[]): Promise<Outcome[]> {
    const refs: ExchangeRef[] = [];
    const cancelAll = (): void => {
      for (const ref of refs) void this.#engine.bridge.invoke('exchange.cancel', ref);
    };
    this.#interrupted.addEventListener('abort', cancelAll, { once: true });
    try {
      for (const { instance, draft } of jobs) {
        const { timeout } = this.#options;
        const sent = await ask(this.#engine, 'exchange.send', {
          draft: timeout === undefined ? draft : { ...draft, idleTimeoutMs: timeout },
          instanceIds: [instance.id],
        });
        refs.push(...sent);
      }
      if (this.#interrupted.aborted) cancelAll();
      await Promise.all(refs.map((ref) => this.#engine.whenDone(ref)));
      return await Promise.all(refs.map((ref) => this.read(ref)));
    } finally {
      this.#interrupted.removeEventListener('abort', cancelAll);
    }
  }

  read(ref: ExchangeRef): Promise<Outcome> {
    return readOutcome((command, input) => ask(this.#engine, command, input), ref);
  }

  compare(outcomes: readonly Outcome[]): Promise<Comparison> {
    return ask(this.#engine, 'exchange.compare', { refs: outcomes.map(({ detail }) => detail.ref) });
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
