import { Command } from 'commander';
import { addReplayOptions, type ReplayOptions } from '../../../../cli/replay/options.ts';

/** Flags as the command line reads them. */
export function optionsOf(kind: 'replay' | 'prove', ...args: readonly string[]): ReplayOptions {
  const command = new Command(kind).exitOverride().configureOutput({ writeErr: () => undefined });
  return addReplayOptions(command, kind).parse(args, { from: 'user' }).opts();
}
