import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedRequest } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import {
  keepAside,
  keepCopy,
  readKeptFile,
  reason,
  replaceKeptFile,
  type FileProblem,
  type KeptFile,
} from './kept-file.ts';
import { readRequestFile, REQUESTS_FOLDER, writeRequestFile } from './request-file.ts';
import { isSlug } from './slug.ts';
import {
  EMPTY_WORKSPACE,
  readWorkspaceFile,
  WORKSPACE_FILE,
  writeWorkspaceFile,
  type WorkspaceContent,
} from './workspace-file.ts';
import { errorCode } from './write-file-atomically.ts';

const CAPTURES_FOLDER = 'captures';
/** Of folders that are made: captures hold credentials as they were sent. */
const PRIVATE_FOLDER = 0o700;

/** What the workspace holds, as it is written: without secrets. */
export interface StoredWorkspace {
  readonly content: WorkspaceContent;
  readonly requests: readonly SavedRequest[];
  readonly problems: readonly FileProblem[];
  /** Ids of requests whose file exists, readable or not. */
  readonly requestIds: ReadonlySet<string>;
}

/** Where a workspace is kept. Writers throw AppError UNREADABLE or IO. */
export interface WorkspaceStorage {
  load(): Promise<StoredWorkspace>;
  writeContent(content: WorkspaceContent): Promise<void>;
  writeRequest(request: SavedRequest): Promise<void>;
  removeRequest(id: string): Promise<void>;
}

/**
 * Makes a workspace's directory and the folder for captures in it with a .gitignore of its own, for this user alone;
 * what is there keeps its mode. Answers the folder's path. Rejects with AppError IO.
 */
export async function prepareCaptures(directory: string): Promise<string> {
  const captures = join(directory, CAPTURES_FOLDER);
  try {
    await mkdir(captures, { recursive: true, mode: PRIVATE_FOLDER });
    // Inside the folder, so that a repository's own .gitignore is never touched.
    await writeFile(join(captures, '.gitignore'), '# Captures hold bodies and headers as sent.\n*\n', {
      flag: 'wx',
    });
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && (await isDirectory(captures))) return captures;
    throw new AppError('IO', `The workspace ${directory} cannot be used: ${reason(error)}`, { directory });
  }
  return captures;
}

/** A workspace of which no file is ever read or written. */
export class MemoryStorage implements WorkspaceStorage {
  #content: WorkspaceContent = EMPTY_WORKSPACE;
  readonly #requests = new Map<string, SavedRequest>();

  load(): Promise<StoredWorkspace> {
    return Promise.resolve({
      content: this.#content,
      requests: [...this.#requests.values()],
      problems: [],
      requestIds: new Set(this.#requests.keys()),
    });
  }

  writeContent(content: WorkspaceContent): Promise<void> {
    this.#content = content;
    return Promise.resolve();
  }

  writeRequest(request: SavedRequest): Promise<void> {
    this.#requests.set(request.id, request);
    return Promise.resolve();
  }

  removeRequest(id: string): Promise<void> {
    this.#requests.delete(id);
    return Promise.resolve();
  }
}

/** A workspace in a directory. Calls must not overlap. */
export class DirectoryStorage implements WorkspaceStorage {
  readonly #directory: string;
  readonly #now: () => Date;
  /** What was put aside in this session; shown until the end, since the file itself no longer tells. */
  readonly #aside: FileProblem[] = [];
  #workspaceFile: KeptFile<WorkspaceContent> = { file: WORKSPACE_FILE, state: 'absent', problems: [] };
  #content: WorkspaceContent = EMPTY_WORKSPACE;
  #requestFiles = new Map<string, KeptFile<SavedRequest>>();
  #requests = new Map<string, SavedRequest>();
  #mayPutAside: boolean;

  /** `putAside`: whether the first load gives damaged files another name. */
  constructor(directory: string, now: () => Date, putAside = true) {
    this.#directory = directory;
    this.#now = now;
    this.#mayPutAside = putAside;
  }

  /** Makes the directory with its folder for captures. Throws AppError IO. */
  async prepare(): Promise<void> {
    await prepareCaptures(this.#directory);
  }

  /**
   * Reads the files as they are now. What is damaged is put aside at the first time only: later, the file may be
   * in the middle of an edit or a merge, so the last good content stays in use until the file can be read again.
   */
  async load(): Promise<StoredWorkspace> {
    const putAside = this.#mayPutAside;
    this.#mayPutAside = false;
    this.#workspaceFile = await this.#read(WORKSPACE_FILE, readWorkspaceFile, putAside);
    if (this.#workspaceFile.value) this.#content = this.#workspaceFile.value;
    else if (this.#workspaceFile.state === 'absent') this.#content = EMPTY_WORKSPACE;
    const notes = await this.#loadRequests(putAside);
    const problems = [
      ...this.#aside,
      ...this.#workspaceFile.problems,
      ...[...this.#requestFiles.values()].flatMap((file) => file.problems),
      ...notes,
    ];
    return {
      content: this.#content,
      requests: [...this.#requests.values()],
      problems,
      requestIds: new Set(this.#requestFiles.keys()),
    };
  }

  async writeContent(content: WorkspaceContent): Promise<void> {
    const text = writeWorkspaceFile(content);
    if (content.client && this.#workspaceFile.value?.unusable.client !== undefined) {
      const part = 'The section "client" that could not be used';
      this.#note(await keepCopy(this.#directory, this.#workspaceFile, part, this.#now()));
    }
    this.#note(await replaceKeptFile(this.#directory, this.#workspaceFile, text, this.#now()));
  }

  async writeRequest(request: SavedRequest): Promise<void> {
    const file = `${REQUESTS_FOLDER}/${request.id}.json`;
    const present = this.#requestFiles.get(request.id) ?? { file, state: 'absent', problems: [] };
    try {
      await mkdir(join(this.#directory, REQUESTS_FOLDER), { recursive: true, mode: PRIVATE_FOLDER });
    } catch (error) {
      throw new AppError('IO', `${file} could not be written: ${reason(error)}`, { file });
    }
    this.#note(await replaceKeptFile(this.#directory, present, writeRequestFile(request), this.#now()));
  }

  async removeRequest(id: string): Promise<void> {
    const present = this.#requestFiles.get(id);
    if (present?.state === 'damaged') {
      this.#note(await keepAside(this.#directory, present, this.#now()));
      return;
    }
    const file = `${REQUESTS_FOLDER}/${id}.json`;
    try {
      await rm(join(this.#directory, file), { force: true });
    } catch (error) {
      throw new AppError('IO', `${file} could not be removed: ${reason(error)}`, { file });
    }
  }

  async #loadRequests(putAside: boolean): Promise<FileProblem[]> {
    const notes: FileProblem[] = [];
    const files = new Map<string, KeptFile<SavedRequest>>();
    const requests = new Map<string, SavedRequest>();
    for (const name of await this.#requestFileNames(notes)) {
      const id = name.slice(0, -'.json'.length);
      const file = `${REQUESTS_FOLDER}/${name}`;
      if (!isSlug(id)) {
        notes.push({ file, message: 'It is left out: a file name here is made of a-z, 0-9 and "-".' });
        continue;
      }
      const read = await this.#read(file, (text) => readRequestFile(id, text), putAside);
      if (read.state === 'absent') continue;
      files.set(id, read);
      const request = read.value ?? this.#requests.get(id);
      if (request) requests.set(id, request);
    }
    this.#requestFiles = files;
    this.#requests = requests;
    return notes;
  }

  async #requestFileNames(notes: FileProblem[]): Promise<string[]> {
    try {
      const names = await readdir(join(this.#directory, REQUESTS_FOLDER));
      return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') {
        notes.push({ file: REQUESTS_FOLDER, message: `It cannot be read: ${reason(error)}` });
      }
      return [];
    }
  }

  async #read<T>(
    file: string,
    parse: Parameters<typeof readKeptFile<T>>[2],
    putAside: boolean,
  ): Promise<KeptFile<T>> {
    const read = await readKeptFile(this.#directory, file, parse);
    if (read.state !== 'damaged' || !putAside) return read;
    const problem = await keepAside(this.#directory, read, this.#now());
    if (problem.keptAs === undefined) return { ...read, problems: [problem] };
    this.#note(problem);
    return { file, state: 'absent', problems: [] };
  }

  #note(problem: FileProblem | undefined): void {
    if (problem) this.#aside.push(problem);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    await readdir(path);
    return true;
  } catch {
    return false;
  }
}
