import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface WindowArguments {
  readonly demo: boolean;
  /** Absolute; undefined: the platform's default. */
  readonly workspace: string | undefined;
}

/**
 * Reads `--demo` and `--workspace DIR`. Others pass: Chromium's own flags stand in the same place, and a window
 * that does not open because of one of them helps nobody.
 */
export function parseWindowArguments(args: readonly string[], cwd: string): WindowArguments {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { demo: { type: 'boolean' }, workspace: { type: 'string' } },
  });
  const { workspace } = values;
  return {
    demo: values.demo === true,
    workspace: typeof workspace === 'string' && workspace !== '' ? resolve(cwd, workspace) : undefined,
  };
}
