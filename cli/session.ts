import { readFileSync } from 'node:fs';
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
import type { ClientSettings, InputRequest, PendingInput } from '../shared/model/input.ts';
import type { Instance, InstanceHealth } from '../shared/model/instance.ts';
import type { RedactionRules } from '../shared/model/redaction.ts';
import type { Listing, ListKind } from '../shared/model/listing.ts';
import { clientSettings } from './client-options.ts';
import { readConversation, rowsAfter, type Conversation } from './conversation.ts';
import { checkCapture, checkWorkspace } from './check-paths.ts';
import type { SendingOptions } from './common-options.ts';
import type { Console } from './console.ts';
import { UsageError } from './exit-codes.ts';
import { LOCATIONS } from './locations.ts';
import { redactionOf } from './redaction-option.ts';
import { readOutcome, type Outcome } from './outcome.ts';
import { toInstances, type TargetSpec } from './targets.ts';
import { refusalOf, unansweredBy, unansweredRequests } from './unanswered.ts';

export const VERSION: string = packageFile.version;

/** Silence that is borne where no flag says anything; the transport's own limit. Ms. */
const DEFAULT_IDLE_MS = 60_000;

/** What a command sends is given up: Ctrl-C. Exit code 3. */
export class Interrupted extends Error {}

/** One engine for one command, and the instances that the command talks to. */
export interface Session {
  readonly instances: readonly Instance[];
  /** Everything that the instance lists, from the server itself. Rejects with Interrupted. */
  list(instance: Instance, kind: ListKind): Promise<Listing>;
  /**
   * Sends each draft to its instance, all at once, dressed as the flags want it; resolves when nothing more follows
   * by itself, in the order of the jobs.
   */
  send(jobs: readonly Job[]): Promise<Conversation[]>;
  read(ref: ExchangeRef): Promise<Outcome>;
  /** Every exchange of this session with this instance that has ended, by number. */
  readAll(instance: Instance): Promise<Outcome[]>;
  /**
   * What is wrong with what its processes wrote beside their answers: the first sentence of each kind, and how many
   * more there are. Empty over HTTP.
   */
  strayOutput(instance: Instance): Promise<readonly string[]>;
  /** What the engine has found out about this instance by now; undefined where nothing. */
  health(instance: Instance): Promise<InstanceHealth | undefined>;
  compare(outcomes: readonly Outcome[]): Promise<Comparison>;
  /** For what a command asks the engine itself. */
  readonly engine: Engine;
  /** Where the session is recorded, and the number of the last exchange that was there before it. */
  readonly recording: { readonly captureId: string; readonly before: number };
  close(): Promise<void>;
}

/** One request to one instance. */
export interface Job {
  readonly instance: Instance;
  readonly draft: Draft;
}

/** An engine without files of its own. `note` gets sentences for the person at the terminal. */
export function openEngine(
  console: Console,
  note: (message: string) => void,
  {
    capture,
    recordInto,
    redaction,
  }: {
    readonly capture?: string | undefined;
    readonly recordInto?: string;
    readonly redaction?: RedactionRules;
  } = {},
): Promise<Engine> {
  return createEngine({
    // In memory, so nothing is there; the state shows it as the workspace's place.
    workspaceDirectory: console.cwd,
    ephemeral: true,
    ...(capture !== undefined && { captureFile: resolve(console.cwd, capture) }),
    ...(recordInto !== undefined && { recordInto }),
    ...(redaction && { redaction }),
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

/**
 * Rejects with UsageError for a target that is unknown, AppError for one that is wrong. `recordInto`: the folder of the workspace that
 * keeps what happens, where no capture is told.
 */
export async function openSession(
  targets: readonly TargetSpec[],
  options: SendingOptions,
  console: Console,
  note: (message: string) => void,
  { recordInto }: { readonly recordInto?: string } = {},
): Promise<Session> {
  checkTimeouts(options);
  const settings = clientSettings(options, {
    cwd: console.cwd,
    readText: (path) => readFileSync(path, 'utf8'),
  });
  if (options.workspace !== undefined) checkWorkspace(console.cwd, options.workspace);
  if (options.capture !== undefined) checkCapture(console.cwd, options.capture);
  const inputs = toInstances(targets, await knownInstances(targets, options, console, note), {
    headers: options.header,
    era: options.era,
  });
  const engine = await openEngine(console, note, {
    capture: options.capture,
    ...(recordInto !== undefined && { recordInto }),
    ...(await redactionOf(options, console, { recordsIntoWorkspace: recordInto !== undefined })),
  });
  try {
    await ask(engine, 'client.save', settings);
    const instances: Instance[] = [];
    for (const input of inputs) instances.push(await ask(engine, 'instance.save', input));
    const recording = (await ask(engine, 'capture.list', null)).find((capture) => capture.recording);
    if (!recording) throw new Error('an engine that records nowhere');
    return new EngineSession(engine, instances, {
      ...options,
      settings,
      interrupted: console.interrupted,
      recording: { captureId: recording.id, before: recording.exchanges },
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The workspace is looked at only where a target is a name. */
export async function knownInstances(
  targets: readonly TargetSpec[],
  options: Pick<SendingOptions, 'workspace'>,
  console: Console,
  note: (message: string) => void,
): Promise<readonly Instance[]> {
  if (!targets.some((target) => target.kind === 'name')) return [];
  const directory = workspaceOf(options, console);
  const state = await readWorkspace({ directory, env: console.env });
  for (const problem of state.problems)
    note(`${problem.file} of the workspace ${directory}: ${problem.message}`);
  return state.instances;
}

/** The folder of the workspace that is meant. */
export function workspaceOf({ workspace }: Pick<SendingOptions, 'workspace'>, console: Console): string {
  return workspace === undefined
    ? defaultWorkspaceDirectory(console.env, console.platform)
    : resolve(console.cwd, workspace);
}

function checkTimeouts({ timeout, maxTimeout }: SendingOptions): void {
  if (maxTimeout === undefined) return;
  if (timeout === undefined) {
    throw new UsageError('--max-timeout says how far progress may extend --timeout: give that, too.');
  }
  if (maxTimeout < timeout) throw new UsageError('--max-timeout must not be shorter than --timeout.');
}

interface SessionOptions extends SendingOptions {
  readonly settings: ClientSettings;
  readonly interrupted: AbortSignal;
  /** Where the session is recorded, and how many exchanges were there before it. */
  readonly recording: { readonly captureId: string; readonly before: number };
}

class EngineSession implements Session {
  readonly instances: readonly Instance[];
  readonly engine: Engine;
  readonly #options: SessionOptions;
  readonly #interrupted: AbortSignal;
  readonly recording: SessionOptions['recording'];
  /** What legacy servers asked for in vain, by instance. */
  readonly #refused = new Map<string, InputRequest[]>();
  readonly #seen = new Set<string>();

  constructor(engine: Engine, instances: readonly Instance[], options: SessionOptions) {
    this.engine = engine;
    this.instances = instances;
    this.#options = options;
    this.#interrupted = options.interrupted;
    this.recording = options.recording;
    engine.bridge.on('inputs', (pending) => {
      for (const input of pending) this.#refuse(input);
    });
  }

  async list(instance: Instance, kind: ListKind): Promise<Listing> {
    // The pages' exchanges are the engine's own affair: to give them up is to close it.
    const giveUp = (): void => void this.engine.close();
    this.#interrupted.addEventListener('abort', giveUp, { once: true });
    const { maxTimeoutMs: _ofProgress, ...limits } = limitsOf(this.#options);
    try {
      const listing = await ask(this.engine, 'listing.get', {
        instanceId: instance.id,
        kind,
        refresh: true,
        ...limits,
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

  async send(jobs: readonly Job[]): Promise<Conversation[]> {
    const refs: ExchangeRef[] = [];
    // What follows by itself is cancelled as well, whether it has begun before or after.
    const open = new Map<string, ExchangeRef>();
    const cancelAll = (): void => {
      for (const ref of [...refs, ...open.values()]) void this.engine.bridge.invoke('exchange.cancel', ref);
    };
    const stopListening = this.engine.bridge.on('rows', ({ captureId, rows }) => {
      for (const { number, state } of rows) {
        const key = `${captureId} ${String(number)}`;
        if (state === 'open') open.set(key, { captureId, number });
        else open.delete(key);
      }
      if (this.#interrupted.aborted) cancelAll();
    });
    this.#interrupted.addEventListener('abort', cancelAll, { once: true });
    try {
      for (const { instance, draft } of jobs) {
        const sent = await ask(this.engine, 'exchange.send', {
          draft: dressed(draft, this.#options),
          instanceIds: [instance.id],
        });
        refs.push(...sent);
      }
      if (this.#interrupted.aborted) cancelAll();
      const settled = await Promise.all(refs.map((ref) => this.engine.whenSettled(ref)));
      await this.#untilJudged();
      return await Promise.all(settled.map((all, index) => this.#read(all, jobs[index]?.instance)));
    } finally {
      stopListening();
      this.#interrupted.removeEventListener('abort', cancelAll);
    }
  }

  async read(ref: ExchangeRef): Promise<Outcome> {
    await this.#untilJudged();
    return readOutcome(this.#ask, ref);
  }

  async readAll(instance: Instance): Promise<Outcome[]> {
    await this.#untilJudged();
    const { captureId, before } = this.recording;
    const rows = await rowsAfter(this.#ask, captureId, before);
    const own = rows.filter(({ instanceId, state }) => instanceId === instance.id && state !== 'open');
    return Promise.all(own.map((row) => this.read({ captureId, number: row.number })));
  }

  async strayOutput(instance: Instance): Promise<readonly string[]> {
    if (!instance.stdio) return [];
    const { captureId, before } = this.recording;
    const rows = await rowsAfter(this.#ask, captureId, before);
    const processes = rows.filter(
      (row) => row.instanceId === instance.id && row.method === 'process' && row.findings !== undefined,
    );
    const details = await Promise.all(
      processes.map(({ number }) => this.#ask('exchange.get', { captureId, number, bodyLimit: 0 })),
    );
    const byRule = Map.groupBy(
      details.flatMap(({ findings = [] }) => findings),
      ({ rule }) => rule,
    );
    return [...byRule.values()].map(([first, ...more]) => {
      const others = more.length > 0 ? ` (${String(more.length)} more like it)` : '';
      return `${first?.message ?? ''}${others}`;
    });
  }

  async health(instance: Instance): Promise<InstanceHealth | undefined> {
    const all = await ask(this.engine, 'health.list', null);
    return all.find(({ instanceId }) => instanceId === instance.id);
  }

  compare(outcomes: readonly Outcome[]): Promise<Comparison> {
    return ask(this.engine, 'exchange.compare', { refs: outcomes.map(({ detail }) => detail.ref) });
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  readonly #ask = <C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> =>
    ask(this.engine, command, input);

  /**
   * A document tells the rules' findings, which come a little after an exchange's end. Where the capture has much else
   * to be judged first, an interruption ends the wait: what was answered is shown without them.
   */
  async #untilJudged(): Promise<void> {
    if (!this.#options.json || this.#interrupted.aborted) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const giveUp = (): void => {
      resolve(undefined);
    };
    this.#interrupted.addEventListener('abort', giveUp, { once: true });
    try {
      await Promise.race([promise, this.#ask('findings.settled', { captureId: this.recording.captureId })]);
    } finally {
      this.#interrupted.removeEventListener('abort', giveUp);
    }
  }

  async #read(refs: readonly ExchangeRef[], instance: Instance | undefined): Promise<Conversation> {
    const conversation = await readConversation(this.#ask, refs);
    const refused = (instance && this.#refused.get(instance.id)) ?? [];
    const asked = unansweredBy(conversation.answer, this.#options.settings.responders);
    return {
      ...conversation,
      unanswered: [
        ...(refused.length > 0
          ? [unansweredRequests(conversation.answer.detail.row.instanceName, refused)]
          : []),
        ...(asked === undefined ? [] : [asked]),
      ],
    };
  }

  /** Nobody sits at this command line: a server that would wait for a person is told so. */
  #refuse({ id, instanceId, request }: PendingInput): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#refused.set(instanceId, [...(this.#refused.get(instanceId) ?? []), request]);
    void this.engine.bridge.invoke('input.answer', { id, answer: refusalOf(request) });
  }
}

/** Longest waits, as the flags want them; a server may be silent for as long as its answer may take. */
function limitsOf({
  timeout,
  maxTimeout,
}: SendingOptions): Pick<Draft, 'idleTimeoutMs' | 'timeoutMs' | 'maxTimeoutMs'> {
  if (timeout === undefined) return {};
  return {
    idleTimeoutMs: Math.max(timeout, DEFAULT_IDLE_MS),
    timeoutMs: timeout,
    ...(maxTimeout !== undefined && { maxTimeoutMs: maxTimeout }),
  };
}

/** A draft with what the flags say of every request. */
function dressed(draft: Draft, options: SessionOptions): Draft {
  const { era, logLevel, followUp, maxTimeout, settings } = options;
  return {
    ...draft,
    era: draft.era === 'auto' ? era : draft.era,
    clientCapabilities: settings.capabilities,
    ...limitsOf(options),
    // Progress can only extend the wait where it was asked for.
    ...(maxTimeout !== undefined && { progressToken: 'hopscope' }),
    ...(logLevel !== undefined && { logLevel }),
    ...(followUp !== undefined && draft.followUp === undefined && { followUp }),
  };
}
