import { readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../app-error.ts';
import type { Reading } from './file-reading.ts';
import { errorCode, writeFileAtomically } from './write-file-atomically.ts';

/** A line of WorkspaceState.problems. */
export interface FileProblem {
  readonly file: string;
  readonly keptAs?: string;
  readonly message: string;
}

/** A file of the workspace as it is on disk now. */
export interface KeptFile<T> {
  /** Relative to the workspace, with `/`: how problems name it. */
  readonly file: string;
  readonly state: 'absent' | 'ok' | 'damaged' | 'newer' | 'unreadable';
  readonly text?: string;
  readonly value?: T;
  readonly problems: readonly FileProblem[];
}

/** Reads one file. Never rejects: what is wrong with it is in the answer. */
export async function readKeptFile<T>(
  directory: string,
  file: string,
  parse: (text: string) => Reading<T>,
): Promise<KeptFile<T>> {
  let text: string;
  try {
    text = await readFile(join(directory, file), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { file, state: 'absent', problems: [] };
    return {
      file,
      state: 'unreadable',
      problems: [{ file, message: `It cannot be read: ${reason(error)}` }],
    };
  }
  const reading = parse(text);
  if (reading.kind === 'ok') {
    const problems = reading.notes.map((message) => ({ file, message }));
    return { file, state: 'ok', text, value: reading.value, problems };
  }
  return { file, state: reading.kind, text, problems: [{ file, message: reading.message }] };
}

/**
 * Gives a damaged file another name beside its old one, untouched, so that a new one can take its place.
 * Answers the problem to show. Never rejects: where the rename fails the problem says so, without `keptAs`.
 */
export async function keepAside(
  directory: string,
  damaged: KeptFile<unknown>,
  at: Date,
): Promise<FileProblem> {
  const keptAs = asideName(damaged.file, at);
  const message = damaged.problems[0]?.message ?? 'It cannot be used.';
  try {
    await rename(join(directory, damaged.file), join(directory, keptAs));
    return { file: damaged.file, keptAs, message: `${message} It is kept as ${basename(keptAs)}.` };
  } catch (error) {
    return { file: damaged.file, message: `${message} It could not be put aside: ${reason(error)}` };
  }
}

/**
 * Writes a copy of the file beside it, where it can be used but a part of it is about to be replaced that could not.
 * Answers the problem to show. Throws AppError IO where the copy cannot be written: nothing may be replaced then.
 */
export async function keepCopy(
  directory: string,
  present: KeptFile<unknown>,
  part: string,
  at: Date,
): Promise<FileProblem> {
  const { file, text = '' } = present;
  const keptAs = asideName(file, at);
  try {
    await writeFileAtomically(join(directory, keptAs), text);
  } catch (error) {
    throw new AppError('IO', `${file} was not changed: its copy could not be written: ${reason(error)}`, {
      file,
    });
  }
  return {
    file,
    keptAs,
    message: `${part} was replaced. The file as it was is kept as ${basename(keptAs)}.`,
  };
}

function asideName(file: string, at: Date): string {
  const stamp = at.toISOString().replace(/[-:]/g, '').replace('.', '');
  return `${file}.damaged-${stamp}`;
}

/**
 * Writes `text` over the file that was read as `present`. A damaged file is put aside first; the problem is
 * answered. Throws AppError: UNREADABLE where a newer Hopscope wrote the file or it cannot be read, IO where the
 * disk refuses.
 */
export async function replaceKeptFile(
  directory: string,
  present: KeptFile<unknown>,
  text: string,
  at: Date,
): Promise<FileProblem | undefined> {
  if (present.state === 'newer' || present.state === 'unreadable') {
    const why = present.problems[0]?.message ?? '';
    throw new AppError('UNREADABLE', `${present.file} was not changed. ${why}`, { file: present.file });
  }
  let problem: FileProblem | undefined;
  if (present.state === 'damaged') {
    problem = await keepAside(directory, present, at);
    if (problem.keptAs === undefined) {
      throw new AppError('IO', `${present.file} was not changed. ${problem.message}`, { file: present.file });
    }
  }
  if (present.state === 'ok' && present.text === text) return undefined;
  try {
    await writeFileAtomically(join(directory, present.file), text);
  } catch (error) {
    throw new AppError('IO', `${present.file} could not be written: ${reason(error)}`, {
      file: present.file,
    });
  }
  return problem;
}

export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
