import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the app can be shown here. */
export type Shell =
  | { readonly kind: 'window'; readonly program: string }
  /** `why`: the end of a sentence. */
  | { readonly kind: 'web'; readonly why: string };

/**
 * The desktop window where it can be shown, else the web host and why. Looks for Electron's binary in the
 * package's own node_modules without loading the package, whose entry would download it.
 */
export function chooseShell(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  places: { readonly root: string; readonly desktopMain: string },
): Shell {
  const desktop = platform === 'darwin' || platform === 'win32' ? !env['SSH_CONNECTION'] : hasDisplay(env);
  if (!desktop) return { kind: 'web', why: 'there is no display' };
  const folder = join(places.root, 'node_modules', 'electron');
  const named = readIfThere(join(folder, 'path.txt'));
  const program = named === undefined ? undefined : join(folder, 'dist', named);
  if (program === undefined || !existsSync(program))
    return { kind: 'web', why: 'the desktop window is not installed' };
  if (!existsSync(places.desktopMain)) return { kind: 'web', why: 'the desktop window is not built' };
  return { kind: 'window', program };
}

/** Runs the desktop window until it is closed; resolves with its exit code. Rejects where it cannot be started. */
export function runWindow(
  program: string,
  args: readonly string[],
  interrupted: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const window = spawn(program, [...args], { stdio: 'inherit' });
    const end = (): void => void window.kill('SIGTERM');
    interrupted.addEventListener('abort', end, { once: true });
    window.once('error', reject);
    window.once('exit', (code) => {
      interrupted.removeEventListener('abort', end);
      resolve(interrupted.aborted ? 0 : (code ?? 3));
    });
  });
}

function hasDisplay(env: Readonly<Record<string, string | undefined>>): boolean {
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
