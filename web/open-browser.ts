import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program and its arguments. */
export interface OpenerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** How a file is opened with the browser; undefined where nobody could see one. */
export function openerCommand(
  file: string,
  platform: NodeJS.Platform,
  env: Environment,
): OpenerCommand | undefined {
  if (env['SSH_CONNECTION']) return undefined;
  if (platform === 'darwin') return { command: 'open', args: [file] };
  if (platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', file] };
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  return { command: 'xdg-open', args: [file] };
}

/** A page that leads on to `url`: the code in it is in no process list, and only this user can read the file. */
export interface RedirectFile {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Mode 0600 in a fresh folder of mode 0700. Browsers that are snaps do not see the system's temporary folder, nor
 * hidden ones in the home directory; `directory` is where the fresh folder goes.
 */
export async function writeRedirectFile(url: string, directory = redirectDirectory()): Promise<RedirectFile> {
  const folder = await mkdtemp(join(directory, 'hopscope-open-'));
  const path = join(folder, 'open-hopscope.html');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(path, redirectPage(url), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

function redirectDirectory(): string {
  return process.platform === 'linux' && existsSync('/snap/bin') ? homedir() : tmpdir();
}

function redirectPage(url: string): string {
  const target = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${target}">
<title>Hopscope</title>
<p><a href="${target}" rel="noreferrer">Open Hopscope</a></p>
`;
}

/** Starts the opener and leaves it to itself; `onFailure` gets a sentence when there is none. */
export function startOpener(opener: OpenerCommand, onFailure: (message: string) => void): void {
  const child = spawn(opener.command, [...opener.args], { stdio: 'ignore', detached: true });
  child.once('error', (error) => {
    onFailure(`The browser could not be opened (${error.message}): open the address yourself.`);
  });
  child.once('exit', (code) => {
    if (code !== null && code !== 0) {
      onFailure(`${opener.command} ended with ${String(code)}: open the address yourself.`);
    }
  });
  child.unref();
}
