import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CaptureSummary } from '../../shared/model/capture.ts';

/** What another Hopscope found: see capture-opener.ts. */
export interface FoundElsewhere {
  readonly atStart: CaptureSummary[];
  readonly files: ({ total: number } | { code: string; message: string })[];
  readonly problems: string[];
}

/** Starts a second process with `directory` as its recordings' folder, which opens `files` and ends. */
export function openElsewhere(
  directory: string,
  files: readonly string[],
  user?: number,
): { readonly stderr: string; told(): FoundElsewhere } {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./capture-opener.ts', import.meta.url)), directory, ...files],
    { encoding: 'utf8', cwd: '/', ...(user !== undefined && { uid: user, gid: user }) },
  );
  return { stderr: child.stderr, told: () => JSON.parse(child.stdout) as FoundElsewhere };
}
