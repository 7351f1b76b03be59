import { join } from 'node:path';
import type { ClientSettings } from '../../shared/model/input.ts';
import type { Fleet, Instance, InstanceInput, TlsSettings } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import type { SavedRequest } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import { FileApprovals, MemoryApprovals, workspaceKey, type Approvals } from './approvals.ts';
import { withoutInstances } from './check-gateway.ts';
import { checkInstance, checkName } from './check-instance.ts';
import { absoluteFolder } from './check-stdio.ts';
import { checkClientSettings } from './client-section.ts';
import { defaultStateDirectory } from './default-directory.ts';
import { allowCommand, revokeCommand, type Edits, type Saved, type WithOptionalId } from './edits.ts';
import { idsOf, refuseSecondName, requireById, withEntry } from './entries.ts';
import { gatewayEdits, type GatewayEdits } from './gateway-edits.ts';
import { filterEdits, type FilterEdits } from './filter-edits.ts';
import { muteEdits, type MuteEdits } from './mute-edits.ts';
import { redactionEdits, type RedactionEdits } from './redaction-edits.ts';
import { runEdits, type RunEdits } from './run-edits.ts';
import type { Environment } from './fill-environment.ts';
import { checkRequest, REQUESTS_FOLDER } from './request-file.ts';
import { keptSecrets, type KeptSecrets } from './kept-secrets.ts';
import type { SecretStore } from './secret-store.ts';
import {
  SessionValues,
  type HeldBack,
  type ResolvedCommand,
  type ResolvedHeaders,
} from './session-values.ts';
import { slugFor } from './slug.ts';
import { absoluteTls } from './tls-paths.ts';
import { completed, loadAll, toState, type StoredState } from './stored-state.ts';
import { watchDirectories } from './watch-directory.ts';
import type { WorkspaceContent } from './workspace-file.ts';
import {
  DirectoryStorage,
  MemoryStorage,
  type StoredWorkspace,
  type WorkspaceStorage,
} from './workspace-storage.ts';

export interface WorkspaceOptions {
  /** Absolute path. Made where it does not exist. */
  readonly directory: string;
  /** Fills `${NAME}`, and says where approvals are kept. */
  readonly env: Environment;
  /** After each change of the state, whoever made it: this program, an editor, git. */
  readonly onChange: (state: StoredState) => void;
  /** No file is read or written and nothing is watched; literal secrets then need no variable. */
  readonly inMemory?: boolean;
  /** Where secrets are kept from one start to the next; absent: nowhere. */
  readonly secretStore?: SecretStore;
  /** To the log. */
  readonly onBug?: (error: unknown, where: string) => void;
}

/**
 * Instances, fleets and saved requests. All of them reject with AppError: BAD_INPUT with a sentence, NOT_FOUND for
 * an unknown id, UNREADABLE where a newer Hopscope wrote the file, IO where the disk refuses; nothing changed then.
 */
export interface Workspace {
  state(): StoredState;
  /** `approved` says that a person has seen the command as it is in the input: it is then allowed, too. */
  saveInstance(input: InstanceInput): Promise<Saved<Instance>>;
  /**
   * Lets the command of an instance be started. `seen` is what the person saw: CONFLICT where the command is another
   * one by now, BAD_INPUT where there is none. Answers sentences.
   */
  approve(id: string, seen: StdioCommand): Promise<readonly string[]>;
  /** Takes it out of its fleets, too. */
  removeInstance(id: string): Promise<void>;
  saveFleet(input: WithOptionalId<Fleet>): Promise<Fleet>;
  removeFleet(id: string): Promise<void>;
  saveRequest(input: WithOptionalId<SavedRequest>): Promise<Saved<SavedRequest>>;
  removeRequest(id: string): Promise<void>;
  /** What Hopscope declares and how it answers. A section of the file that could not be used is kept in a copy. */
  saveClient(settings: ClientSettings): Promise<ClientSettings>;
  readonly gateways: GatewayEdits;
  readonly runs: RunEdits;
  readonly mutes: MuteEdits;
  readonly redaction: RedactionEdits;
  readonly filters: FilterEdits;
  /** Header values as they will be sent; see ResolvedHeaders. Also for instances that are in no file. */
  resolveHeaders(instance: Instance): ResolvedHeaders;
  /** The command as it will be started: its environment filled, its folder absolute. Undefined where there is none. */
  resolveCommand(instance: Instance): ResolvedCommand | undefined;
  /** TLS settings with absolute paths, as the transport needs them: the file's relative ones start beside it. */
  resolveTls(instance: Instance): TlsSettings | undefined;
  /** Looks at the files again, where somebody knows that they changed. */
  refresh(): Promise<void>;
  /** Waits for what is being written. Nothing is called back after it. */
  close(): Promise<void>;
}

/** Opens the workspace of a directory. Rejects with AppError IO where the directory cannot be made or read. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  if (options.inMemory) return OpenWorkspace.open(options, new MemoryStorage(), new MemoryApprovals());
  const storage = new DirectoryStorage(options.directory, () => new Date());
  await storage.prepare();
  return OpenWorkspace.open(options, storage, await fileApprovals(options));
}

async function fileApprovals({ directory, env }: Pick<WorkspaceOptions, 'directory' | 'env'>) {
  const place = defaultStateDirectory(env, process.platform);
  return new FileApprovals(place, await workspaceKey(directory), () => new Date());
}

/**
 * What a workspace's files say now, for a program that only looks something up. Writes, moves and watches nothing;
 * a directory that does not exist is an empty workspace. Never rejects for what is in the files. The paths of TLS
 * files and the working folders of commands are absolute, since the instances may end up in an engine that has
 * another directory.
 */
export async function readWorkspace(
  options: Omit<WorkspaceOptions, 'onChange' | 'inMemory'>,
): Promise<StoredState> {
  const storage = new DirectoryStorage(options.directory, () => new Date(), false);
  const approvals = await fileApprovals(options);
  const stored = await loadAll(storage, approvals);
  const state = toState(options.directory, stored, new SessionValues(options.env), approvals);
  return {
    ...state,
    instances: state.instances.map((instance) => ({
      ...instance,
      ...(instance.tls && { tls: absoluteTls(options.directory, instance.tls) }),
      ...(instance.stdio && { stdio: absoluteFolder(options.directory, instance.stdio) }),
    })),
  };
}

async function keptOf(options: WorkspaceOptions): Promise<KeptSecrets | undefined> {
  const { inMemory: isInMemory, secretStore, directory, onBug } = options;
  if (isInMemory || !secretStore) return undefined;
  return keptSecrets(secretStore, await workspaceKey(directory), onBug ?? (() => undefined));
}

/** Nothing is written, so nothing is held back. */
function inMemory<T>(written: T): HeldBack<T> {
  return { written, tell: () => [] };
}

class OpenWorkspace implements Workspace {
  readonly #options: WorkspaceOptions;
  readonly #storage: WorkspaceStorage;
  readonly #approvals: Approvals;
  readonly #session: SessionValues;
  readonly gateways: GatewayEdits;
  readonly runs: RunEdits;
  readonly filters: FilterEdits;
  readonly mutes: MuteEdits;
  readonly redaction: RedactionEdits;
  #stored: StoredWorkspace;
  #state: StoredState;
  #stopWatching: () => void = () => undefined;
  #closed = false;
  /** The last of the calls that touch the files: one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  static async open(
    options: WorkspaceOptions,
    storage: WorkspaceStorage,
    approvals: Approvals,
  ): Promise<Workspace> {
    const stored = await loadAll(storage, approvals);
    const session = new SessionValues(options.env, await keptOf(options));
    await session.recall({ ...stored.content, requests: stored.requests });
    const workspace = new OpenWorkspace(options, storage, approvals, stored, session);
    if (!options.inMemory) {
      const paths = [options.directory, join(options.directory, REQUESTS_FOLDER)];
      workspace.#stopWatching = watchDirectories(paths, () => void workspace.refresh());
    }
    return workspace;
  }

  private constructor(
    options: WorkspaceOptions,
    storage: WorkspaceStorage,
    approvals: Approvals,
    stored: StoredWorkspace,
    session: SessionValues,
  ) {
    this.#options = options;
    this.#storage = storage;
    this.#approvals = approvals;
    this.#session = session;
    this.#stored = stored;
    this.#state = this.#toState();
    const edits: Edits = {
      change: (change) => this.#change(() => change(this.#stored.content)),
      write: (content) => storage.writeContent(content),
      content: () => this.#stored.content,
      session: this.#session,
      approvals,
      inMemory: options.inMemory === true,
    };
    this.gateways = gatewayEdits(edits);
    this.runs = runEdits(edits, options.directory);
    this.mutes = muteEdits(edits);
    this.redaction = redactionEdits(edits);
    this.filters = filterEdits(edits);
  }

  state(): StoredState {
    return this.#state;
  }

  saveInstance(input: InstanceInput): Promise<Saved<Instance>> {
    return this.#change(async () => {
      const { content } = this.#stored;
      const checked = checkInstance(input);
      refuseSecondName(content.instances, checked.name, input.id, 'instance');
      const before =
        input.id === undefined ? undefined : requireById(content.instances, input.id, 'instance');
      const taken = idsOf(content.instances);
      const id = before?.id ?? slugFor(checked.name, (slug) => taken.has(slug), 'instance');
      const instance: Instance = { id, ...checked };
      const others = content.instances.filter((other) => other.id !== id);
      const back = this.#options.inMemory
        ? inMemory(instance)
        : this.#session.holdInstance(instance, [...others, ...content.runs]);
      const { written } = back;
      // Before the file, so that no start from a change to it comes in between; what was seen stays seen.
      const unkept =
        input.approved === true && written.stdio ? await this.#approvals.approve(written.stdio) : undefined;
      await this.#storage.writeContent({ ...content, instances: withEntry(content.instances, written) });
      const notices = await this.#session.settle(back);
      return {
        value: completed(written, this.#session, this.#approvals),
        notices: unkept === undefined ? notices : [...notices, unkept],
      };
    });
  }

  approve(id: string, seen: StdioCommand): Promise<readonly string[]> {
    return this.#change(async () => {
      const { name, stdio } = requireById(this.#stored.content.instances, id, 'instance');
      if (!stdio) {
        throw new AppError('BAD_INPUT', `${name} has an address and no command: there is nothing to allow.`, {
          id,
        });
      }
      return allowCommand(this.#approvals, { name, command: stdio, seen });
    });
  }

  removeInstance(id: string): Promise<void> {
    return this.#change(async () => {
      const { content } = this.#stored;
      const { stdio } = requireById(content.instances, id, 'instance');
      const isGone = (member: string): boolean => member === id;
      const left: WorkspaceContent = {
        ...content,
        instances: content.instances.filter((instance) => !isGone(instance.id)),
        fleets: content.fleets.map((fleet) => ({
          ...fleet,
          instanceIds: fleet.instanceIds.filter((member) => !isGone(member)),
        })),
        gateways: content.gateways.map((gateway) => withoutInstances(gateway, isGone)),
        mutes: content.mutes.filter(({ instanceId }) => instanceId === undefined || !isGone(instanceId)),
      };
      await this.#storage.writeContent(left);
      this.#session.forget('instance', id);
      if (stdio) await revokeCommand(this.#approvals, stdio, left);
    });
  }

  saveFleet(input: WithOptionalId<Fleet>): Promise<Fleet> {
    return this.#change(async () => {
      const { content } = this.#stored;
      const name = checkName(input.name, 'A fleet');
      refuseSecondName(content.fleets, name, input.id, 'fleet');
      if (input.id !== undefined) requireById(content.fleets, input.id, 'fleet');
      for (const member of input.instanceIds) requireById(content.instances, member, 'instance');
      const taken = idsOf(content.fleets);
      const id = input.id ?? slugFor(name, (slug) => taken.has(slug), 'fleet');
      const fleet: Fleet = { id, name, instanceIds: [...new Set(input.instanceIds)] };
      await this.#storage.writeContent({ ...content, fleets: withEntry(content.fleets, fleet) });
      return fleet;
    });
  }

  removeFleet(id: string): Promise<void> {
    return this.#change(async () => {
      const { content } = this.#stored;
      requireById(content.fleets, id, 'fleet');
      const fleets = content.fleets.filter((fleet) => fleet.id !== id);
      await this.#storage.writeContent({ ...content, fleets });
    });
  }

  saveRequest(input: WithOptionalId<SavedRequest>): Promise<Saved<SavedRequest>> {
    return this.#change(async () => {
      const { requests, requestIds } = this.#stored;
      const checked = checkRequest(input.name, input.draft);
      refuseSecondName(requests, checked.name, input.id, 'request');
      if (input.id !== undefined) requireById(requests, input.id, 'request');
      const id = input.id ?? slugFor(checked.name, (slug) => requestIds.has(slug), 'request');
      const request: SavedRequest = { id, ...checked };
      const back = this.#options.inMemory ? inMemory(request) : this.#session.holdRequest(request);
      await this.#storage.writeRequest(back.written);
      const notices = await this.#session.settle(back);
      return { value: this.#session.completeRequest(back.written), notices };
    });
  }

  removeRequest(id: string): Promise<void> {
    return this.#change(async () => {
      requireById(this.#stored.requests, id, 'request');
      await this.#storage.removeRequest(id);
      this.#session.forget('request', id);
    });
  }

  saveClient(settings: ClientSettings): Promise<ClientSettings> {
    return this.#change(async () => {
      const client = checkClientSettings(settings);
      await this.#storage.writeContent({ ...this.#stored.content, client });
      return client;
    });
  }

  resolveHeaders(instance: Instance): ResolvedHeaders {
    return this.#session.resolve(instance);
  }

  resolveCommand(instance: Instance): ResolvedCommand | undefined {
    if (!instance.stdio) return undefined;
    return this.#session.resolveCommand(
      instance.name,
      absoluteFolder(this.#options.directory, instance.stdio),
    );
  }

  resolveTls(instance: Instance): TlsSettings | undefined {
    return instance.tls && absoluteTls(this.#options.directory, instance.tls);
  }

  refresh(): Promise<void> {
    return this.#inTurn(() => this.#reload());
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopWatching();
    await this.#last;
  }

  /** Runs `change` on what the files hold now, so that an edit made meanwhile is not written over. */
  #change<T>(change: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      if (this.#closed) throw new AppError('CANCELLED', 'The workspace is closed.');
      await this.#reload();
      const result = await change();
      await this.#reload();
      return result;
    });
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    // The next turn comes whatever became of this one; its own caller hears of it.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #reload(): Promise<void> {
    this.#stored = await loadAll(this.#storage, this.#approvals);
    const state = this.#toState();
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    if (!this.#closed) this.#options.onChange(state);
  }

  #toState(): StoredState {
    return toState(this.#options.directory, this.#stored, this.#session, this.#approvals);
  }
}
