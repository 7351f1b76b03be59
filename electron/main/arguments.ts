import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LINK_SCHEME } from '../../shared/bridge/channels.ts';

/** What a start of the program asks for. */
export interface WindowArguments {
  readonly demo: boolean;
  /** Absolute; undefined: the platform's default. */
  readonly workspace: string | undefined;
  /** Files that a person named to this program (`--open FILE`, such as `hopscope open` does); absolute. */
  readonly named: readonly string[];
  /** Files that the system hands over, such as after a double click; absolute. Not opened before a question. */
  readonly handed: readonly string[];
  /** Links of our scheme, as they came. */
  readonly links: readonly string[];
}

/** Nothing but an ordinary start. */
export const NO_ARGUMENTS: WindowArguments = {
  demo: false,
  workspace: undefined,
  named: [],
  handed: [],
  links: [],
};

/**
 * Reads `--demo`, `--workspace DIR`, `--open FILE` (again and again), files and links. Others pass: Chromium's own
 * flags stand in the same place, and a window that does not open because of one of them helps nobody. Where a link is
 * among them nothing else counts: a link comes from outside, and so may flags that were smuggled in beside it.
 */
export function parseWindowArguments(args: readonly string[], cwd: string): WindowArguments {
  const links = args.filter((argument) => isLink(argument));
  if (links.length > 0) return { ...NO_ARGUMENTS, links };
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      demo: { type: 'boolean' },
      workspace: { type: 'string' },
      open: { type: 'string', multiple: true },
    },
  });
  const { workspace, open } = values;
  const opened = Array.isArray(open) ? open : [];
  return {
    demo: values.demo === true,
    workspace: typeof workspace === 'string' && workspace !== '' ? resolve(cwd, workspace) : undefined,
    named: filesOf(
      opened.filter((path) => typeof path === 'string'),
      cwd,
    ),
    handed: filesOf(positionals.filter(isCaptureName), cwd),
    links: [],
  };
}

function isLink(argument: string): boolean {
  return argument.toLowerCase().startsWith(`${LINK_SCHEME}:`);
}

/** Other words at the same place are Chromium's, or the folder that a launcher passes. */
function isCaptureName(path: string): boolean {
  return /\.hopscope$/i.test(path);
}

function filesOf(paths: readonly string[], cwd: string): readonly string[] {
  return paths.filter((path) => path !== '').map((path) => (isAbsolute(path) ? path : resolve(cwd, path)));
}
