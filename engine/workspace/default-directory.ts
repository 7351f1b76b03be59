import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the workspace lies when nobody named a directory: the platform's place for an application's data.
 * Sources: https://specifications.freedesktop.org/basedir-spec/latest/ (a relative path there is ignored),
 * Windows' APPDATA, macOS' Library/Application Support.
 */
export function defaultWorkspaceDirectory(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const roaming = nonEmpty(env['APPDATA']) ?? win32.join(home(env, platform), 'AppData', 'Roaming');
    return win32.join(roaming, 'Hopscope', 'default');
  }
  if (platform === 'darwin') {
    return posix.join(home(env, platform), 'Library', 'Application Support', 'Hopscope', 'default');
  }
  const data = nonEmpty(env['XDG_DATA_HOME']);
  const base = data && posix.isAbsolute(data) ? data : posix.join(home(env, platform), '.local', 'share');
  return posix.join(base, 'hopscope', 'default');
}

function home(env: Environment, platform: NodeJS.Platform): string {
  return nonEmpty(platform === 'win32' ? env['USERPROFILE'] : env['HOME']) ?? homedir();
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
