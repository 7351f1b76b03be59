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

/**
 * Where Hopscope keeps what belongs to this user on this machine and to no workspace: `HOPSCOPE_STATE_DIR`, else the
 * platform's place for an application's state. A relative path is ignored, since it would mean another place from
 * each directory, and one that a repository could hold.
 * Sources: https://specifications.freedesktop.org/basedir-spec/latest/, Windows' LOCALAPPDATA.
 */
export function defaultStateDirectory(env: Environment, platform: NodeJS.Platform): string {
  const paths = platform === 'win32' ? win32 : posix;
  const absolute = (text: string | undefined): string | undefined =>
    text !== undefined && paths.isAbsolute(text) ? text : undefined;
  const named = absolute(env['HOPSCOPE_STATE_DIR']);
  if (named !== undefined) return named;
  if (platform === 'win32') {
    const local = absolute(env['LOCALAPPDATA']) ?? win32.join(home(env, platform), 'AppData', 'Local');
    return win32.join(local, 'Hopscope');
  }
  if (platform === 'darwin') {
    return posix.join(home(env, platform), 'Library', 'Application Support', 'Hopscope');
  }
  const state = absolute(env['XDG_STATE_HOME']) ?? posix.join(home(env, platform), '.local', 'state');
  return posix.join(state, 'hopscope');
}

function home(env: Environment, platform: NodeJS.Platform): string {
  return nonEmpty(platform === 'win32' ? env['USERPROFILE'] : env['HOME']) ?? homedir();
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
