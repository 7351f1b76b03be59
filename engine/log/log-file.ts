import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defaultStateDirectory } from '../workspace/default-directory.ts';
import type { Environment } from '../workspace/fill-environment.ts';
import { maskSecrets } from './mask-secrets.ts';

export interface LogOptions {
  /** Absolute; made, for its user alone, when the first line is written. */
  readonly directory: string;
  /** Which program writes; several may at once. */
  readonly program: string;
  /** Values that must not stand there. */
  readonly secrets: () => readonly string[];
  readonly now: () => Date;
  /** A file that has grown larger is put aside, in bytes. */
  readonly mostBytes?: number;
}

export interface Log {
  /** There is a file once something was written. */
  readonly path: string;
  /** What went wrong, and where. Never throws: a log that cannot be written harms nothing else. */
  write(where: string, thrown: unknown): void;
}

/** Where the log lies: with what belongs to this user on this machine, so that it is in nobody's repository. */
export function logDirectory(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return join(defaultStateDirectory(env, platform), 'log');
}

const NAME = 'hopscope.log';
const MOST_BYTES = 1024 * 1024;
/** hopscope.log.1 and hopscope.log.2. */
const OLDER = 2;
/** One entry, in characters; a stack is shorter. */
const LONGEST = 20_000;

/**
 * The log of what went wrong in Hopscope itself, one for all its programs: small, for its user alone, without secrets. Each
 * entry is written at once, so that it is there after a crash.
 */
export function openLog(options: LogOptions): Log {
  const path = join(options.directory, NAME);
  return {
    path,
    write(where, thrown) {
      try {
        mkdirSync(options.directory, { recursive: true, mode: 0o700 });
        rotate(path, options.mostBytes ?? MOST_BYTES);
        appendFileSync(path, entry(options, where, thrown), { mode: 0o600 });
        // One that an older umask or an editor made.
        if (process.platform !== 'win32') chmodSync(path, 0o600);
      } catch {
        // There is nobody to tell: whoever calls has told of the fault itself already.
      }
    },
  };
}

function entry({ program, secrets, now }: LogOptions, where: string, thrown: unknown): string {
  const text = maskSecrets(`${where}: ${describe(thrown)}`, secrets()).slice(0, LONGEST);
  // What a peer wrote cannot make up a line of its own.
  const [first = '', ...others] = text.split(/\r\n|[\r\n\u2028\u2029]/);
  return [`${now().toISOString()} ${program} ${first}`, ...others.map((line) => `    ${line}`), ''].join(
    '\n',
  );
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? thrown : String(thrown);
  const own = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? own : `${own}\nbecause of ${describe(thrown.cause)}`;
}

function rotate(path: string, mostBytes: number): void {
  const present = statSync(path, { throwIfNoEntry: false });
  if (!present || present.size < mostBytes) return;
  for (let age = OLDER; age > 0; age -= 1) {
    const from = age === 1 ? path : `${path}.${String(age - 1)}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${String(age)}`);
  }
}
