import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import { errorCode, writeFileAtomically } from '../workspace/write-file-atomically.ts';

/** Which recordings a person had open lately: of this user on this machine, in whatever workspace. */
export interface RecentCaptures {
  /** Those that are still there, the last one first. */
  list(): readonly RecentCapture[];
  /** This file was opened, or recorded into, just now. */
  note(path: string): Promise<void>;
  forget(): Promise<void>;
}

export interface RecentCapturesOptions {
  /** Absolute; undefined: none are kept. */
  readonly file: string | undefined;
  readonly now: () => number;
  readonly onChange: (recents: readonly RecentCapture[]) => void;
  /** A list that cannot be kept costs a search for a file, and is told of in the log only. */
  readonly onBug: (error: unknown, where: string) => void;
}

const VERSION = 1;
const MOST_KEPT = 30;

const fileSchema = z.object({
  version: z.literal(VERSION),
  recents: z.array(z.object({ path: z.string().min(1).max(4096), at: z.number() })),
});

type Kept = z.output<typeof fileSchema>['recents'];

/** Reads what is kept. Never rejects. */
export async function openRecentCaptures(options: RecentCapturesOptions): Promise<RecentCaptures> {
  const { file, now, onChange, onBug } = options;
  let kept: Kept = await read(options);
  let turn: Promise<void> = Promise.resolve();

  const list = (): readonly RecentCapture[] =>
    kept.filter(({ path }) => existsSync(path)).map(({ path, at }) => ({ path, name: basename(path), at }));
  const change = (edit: (before: Kept) => Kept): Promise<void> => {
    if (file === undefined) return Promise.resolve();
    turn = turn.then(async () => {
      // Another Hopscope may have written meanwhile.
      kept = edit(await read(options));
      onChange(list());
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeFileAtomically(file, `${JSON.stringify({ version: VERSION, recents: kept }, null, 2)}\n`);
      } catch (error) {
        onBug(error, 'keeping the recent recordings');
      }
    });
    return turn;
  };
  return {
    list,
    note: (path) =>
      change((before) =>
        [{ path, at: now() }, ...before.filter((other) => other.path !== path)].slice(0, MOST_KEPT),
      ),
    forget: () => change(() => []),
  };
}

/** What makes no sense, or is of a newer Hopscope, counts as nothing: it is written anew. */
async function read({ file, onBug }: RecentCapturesOptions): Promise<Kept> {
  if (file === undefined) return [];
  try {
    return fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data?.recents ?? [];
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && !(error instanceof SyntaxError)) {
      onBug(error, 'reading the recent recordings');
    }
    return [];
  }
}
