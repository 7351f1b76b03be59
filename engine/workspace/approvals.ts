import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JsonValue } from '../../shared/model/draft.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { isList, isObject, readVersioned, writeJson, type Reading } from './file-reading.ts';
import { readKeptFile, reason, replaceKeptFile, type FileProblem, type KeptFile } from './kept-file.ts';

/**
 * Which commands a person of this machine has seen and let be started. Kept apart from every workspace, since a
 * workspace may come from a stranger. An approval is good for exactly one command, its arguments, its environment
 * as it is written, and its working folder, in one workspace.
 */
export interface Approvals {
  /** Reads what is there now. Never rejects: what is wrong is told of, and then nothing from there counts. */
  load(): Promise<readonly FileProblem[]>;
  has(stdio: StdioCommand): boolean;
  /** Holds for this session at least; the sentence tells where it could not be kept for the next. */
  approve(stdio: StdioCommand): Promise<string | undefined>;
  /** The next start asks again. */
  revoke(stdio: StdioCommand): Promise<string | undefined>;
}

const APPROVALS_FILE = 'approved-commands.json';
const VERSION = 1;
/** The oldest go first: then a person is asked once more. */
const MAX_KEPT = 2000;

/** One line of the file. */
interface Approval {
  /** SHA-256, hexadecimal: the file tells nobody what is in the commands. */
  readonly hash: string;
  readonly workspace: string;
  /** ISO 8601. */
  readonly approvedAt: string;
}

/** The commands that were approved in this program's run only. */
export class MemoryApprovals implements Approvals {
  readonly #hashes = new Set<string>();

  load(): Promise<readonly FileProblem[]> {
    return Promise.resolve([]);
  }

  has(stdio: StdioCommand): boolean {
    return this.#hashes.has(commandHash('', stdio));
  }

  approve(stdio: StdioCommand): Promise<undefined> {
    this.#hashes.add(commandHash('', stdio));
    return Promise.resolve(undefined);
  }

  revoke(stdio: StdioCommand): Promise<undefined> {
    this.#hashes.delete(commandHash('', stdio));
    return Promise.resolve(undefined);
  }
}

/** Those of one workspace in the file of this user and machine. Calls must not overlap. */
export class FileApprovals implements Approvals {
  readonly #directory: string;
  readonly #workspace: string;
  readonly #now: () => Date;
  readonly #session = new MemoryApprovals();
  #file: KeptFile<readonly Approval[]> = { file: APPROVALS_FILE, state: 'absent', problems: [] };
  #hashes: ReadonlySet<string> = new Set();

  /** `directory`: where the file lies. `workspace`: the workspace's folder without symbolic links. */
  constructor(directory: string, workspace: string, now: () => Date) {
    this.#directory = directory;
    this.#workspace = workspace;
    this.#now = now;
  }

  async load(): Promise<readonly FileProblem[]> {
    this.#file = await readKeptFile(this.#directory, APPROVALS_FILE, readApprovals);
    this.#hashes = new Set(this.#file.value?.map(({ hash }) => hash));
    return this.#file.problems.map(({ message }) => ({
      file: join(this.#directory, APPROVALS_FILE),
      message: `${message} Nothing that was allowed earlier counts meanwhile: Hopscope asks before it starts a command.`,
    }));
  }

  has(stdio: StdioCommand): boolean {
    return this.#session.has(stdio) || this.#hashes.has(commandHash(this.#workspace, stdio));
  }

  async approve(stdio: StdioCommand): Promise<string | undefined> {
    await this.#session.approve(stdio);
    const hash = commandHash(this.#workspace, stdio);
    await this.load();
    if (this.#hashes.has(hash)) return undefined;
    const approvedAt = this.#now().toISOString();
    return this.#write([...(this.#file.value ?? []), { hash, workspace: this.#workspace, approvedAt }]);
  }

  async revoke(stdio: StdioCommand): Promise<string | undefined> {
    await this.#session.revoke(stdio);
    const hash = commandHash(this.#workspace, stdio);
    await this.load();
    if (!this.#hashes.has(hash)) return undefined;
    return this.#write((this.#file.value ?? []).filter((approval) => approval.hash !== hash));
  }

  async #write(approvals: readonly Approval[]): Promise<string | undefined> {
    const text = writeJson({ version: VERSION, approved: approvals.slice(-MAX_KEPT) });
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await replaceKeptFile(this.#directory, this.#file, text, this.#now());
    } catch (error) {
      const path = join(this.#directory, APPROVALS_FILE);
      return `What you allow is not remembered after this session: ${path}: ${reason(error)}`;
    }
    await this.load();
    return undefined;
  }
}

/** The folder as approvals know it: a link to a workspace is that workspace. */
export async function workspaceKey(directory: string): Promise<string> {
  try {
    return await realpath(directory);
  } catch {
    return resolve(directory);
  }
}

/** Differs wherever anything differs that is shown and started; the order of the variables does not count. */
export function commandHash(workspace: string, { command, args, env, cwd }: StdioCommand): string {
  const variables = Object.entries(env).sort(([left], [right]) => (left < right ? -1 : 1));
  const text = JSON.stringify([workspace, command, args, variables, cwd ?? null]);
  return createHash('sha256').update(text).digest('hex');
}

function readApprovals(text: string): Reading<readonly Approval[]> {
  return readVersioned(text, VERSION, (file): Reading<readonly Approval[]> => {
    const approved = file['approved'];
    if (!isList(approved)) return { kind: 'damaged', message: '"approved" is no list.' };
    return { kind: 'ok', value: approved.flatMap(readApproval), notes: [] };
  });
}

function readApproval(entry: JsonValue): readonly Approval[] {
  if (!isObject(entry)) return [];
  const { hash, workspace, approvedAt } = entry;
  if (typeof hash !== 'string' || typeof workspace !== 'string' || typeof approvedAt !== 'string') return [];
  return [{ hash, workspace, approvedAt }];
}
