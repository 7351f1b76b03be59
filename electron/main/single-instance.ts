import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { App } from 'electron';
import * as z from 'zod';
import { INPUT_LIMITS } from '../../shared/bridge/schema-parts.ts';

/**
 * Where Electron keeps what is its own for a workspace: the page's storage, the place of the window, and the lock that
 * makes a second start hand itself over. Two workspaces can so be open at once. Pure but for the hash.
 */
export function ownDirectory(stateDirectory: string, workspace: string, isDefault: boolean): string {
  if (isDefault) return join(stateDirectory, 'desktop');
  const hash = createHash('sha256').update(workspace).digest('hex').slice(0, 12);
  return join(stateDirectory, `desktop-${hash}`);
}

/** What a start hands to the one that runs already. */
export interface HandedOver {
  readonly args: readonly string[];
  /** Its working directory: relative paths start there. */
  readonly cwd: string;
}

const handedOverSchema = z.object({
  args: z.array(z.string().max(INPUT_LIMITS.argument)).max(INPUT_LIMITS.arguments),
  cwd: z.string().max(INPUT_LIMITS.path),
});

/**
 * Whether this is the only one. Where it is not, what it was asked for has gone to the one that runs; `onStart` gets
 * such of later starts. What comes in has passed through other hands, so that it is checked.
 */
export function claimInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  own: HandedOver,
  onStart: (start: HandedOver) => void,
): boolean {
  if (!app.requestSingleInstanceLock({ args: [...own.args], cwd: own.cwd })) return false;
  app.on('second-instance', (_, _argv, _directory, data) => {
    const start = handedOverSchema.safeParse(data);
    onStart(start.success ? start.data : { args: [], cwd: own.cwd });
  });
  return true;
}
