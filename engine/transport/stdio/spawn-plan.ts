import { win32 } from 'node:path';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { variable } from './child-environment.ts';

/** What is handed to `spawn`. */
export interface SpawnPlan {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are quoted already, for Windows' `cmd.exe`. */
  readonly verbatim: boolean;
}

/** What is known of the machine. */
export interface SpawnHost {
  readonly isWindows: boolean;
  /** The child's whole environment: its PATH counts. */
  readonly env: Readonly<Record<string, string>>;
  isFile(path: string): boolean;
}

const DEFAULT_PATHEXT = '.COM;.EXE;.BAT;.CMD';

/**
 * How a command is started without a shell; pure but for `isFile`. Everywhere but on Windows as it stands. There
 * `npx` and its like are batch files, which only `cmd.exe` can run: it gets exactly these arguments, quoted so that it
 * interprets nothing in them. A problem is the whole sentence.
 */
export function planSpawn(command: StdioCommand, host: SpawnHost): SpawnPlan | { readonly problem: string } {
  if (!host.isWindows) return { file: command.command, args: command.args, verbatim: false };
  // What is not found is left to `spawn`, which says so.
  const found = findOnWindows(command, host) ?? command.command;
  if (!/\.(bat|cmd)$/i.test(found)) return { file: found, args: command.args, verbatim: false };
  const odd = [found, ...command.args].find((text) => /[\0\r\n]/.test(text));
  if (odd !== undefined) {
    return {
      problem: `${found} is a batch file, and ${JSON.stringify(odd)} has a line break, which Windows cannot hand to one. Write the argument without it, or name the program that the batch file starts.`,
    };
  }
  const line = [inQuotes(found), ...command.args.map(quoteForBatch)].join(' ');
  return {
    file: variable(host.env, 'COMSPEC', true) ?? 'cmd.exe',
    // No delayed expansion (`!NAME!`), no AutoRun commands, and only the outermost quotes taken off.
    args: ['/e:ON', '/v:OFF', '/d', '/s', '/c', `"${line}"`],
    verbatim: true,
  };
}

/** The file that Windows' own search would start: in each folder of PATH, with each ending of PATHEXT. */
function findOnWindows({ command, cwd }: StdioCommand, host: SpawnHost): string | undefined {
  const endings = (variable(host.env, 'PATHEXT', true) ?? DEFAULT_PATHEXT).split(';').filter(Boolean);
  const hasFolder = /[\\/:]/.test(command);
  const folders = hasFolder
    ? [cwd ?? '']
    : (variable(host.env, 'PATH', true) ?? '').split(';').filter((folder) => folder !== '');
  // A name with an ending is taken as it stands first.
  const names = win32.extname(command) === '' ? [] : [command];
  names.push(...endings.map((ending) => command + ending.toLowerCase()));
  return folders
    .flatMap((folder) =>
      names.map((name) => (win32.isAbsolute(name) || folder === '' ? name : win32.join(folder, name))),
    )
    .find((path) => host.isFile(path));
}

function quoteForBatch(argument: string): string {
  const isPlain = /^[A-Za-z0-9#$*+\-./:?@\\_]+$/.test(argument) && !argument.endsWith('\\');
  return isPlain ? argument : inQuotes(argument);
}

/**
 * A text as it must stand in a call of a batch file: in quotes, a quote doubled with the backslashes before it, and each
 * `%` behind an empty substring of a variable that always exists, since nothing else keeps `%PATH%` from being filled in.
 */
function inQuotes(text: string): string {
  const inside = text
    .replace(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, '$&$&')
    .replaceAll('%', '%%cd:~,%');
  return `"${inside}"`;
}
