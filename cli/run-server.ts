import type { Command } from 'commander';
import type { Engine } from '../engine/index.ts';
import { parseCommandLine } from '../shared/model/command-line.ts';
import { copyInstanceId, copyName, type RunSettings } from '../shared/model/run.ts';
import { readWholeNumber } from './common-options.ts';
import { UsageError } from './exit-codes.ts';
import { ask } from './session.ts';
import { programOf } from './targets.ts';

/** Flags of commands that can start a server in copies. */
export interface RunFlags {
  readonly run?: string;
  readonly copies?: number;
  readonly path?: string;
  readonly restart?: true;
}

const DEFAULT_COPIES = 2;
const MOST_COPIES = 16;

export function addRunOptions(command: Command): Command {
  return command
    .option('--run <command>', 'starts this server itself, each copy on a PORT of its own')
    .option('--copies <n>', 'how many copies of --run; 2 unless told', (text) =>
      readWholeNumber(text, 1, MOST_COPIES),
    )
    .option('--path <path>', 'where the copies of --run serve MCP; /mcp unless told');
}

/** Starts nothing yet. Whoever writes a command line has seen it. Rejects with UsageError, or AppError. */
export async function saveRun(engine: Engine, flags: RunFlags, line: string): Promise<RunSettings> {
  const command = parseCommandLine(line);
  if ('problem' in command) throw new UsageError(`--run: ${command.problem}`);
  return ask(engine, 'run.save', {
    name: programOf(command),
    command,
    copies: flags.copies ?? DEFAULT_COPIES,
    path: flags.path ?? '/mcp',
    restart: flags.restart ? 'on-crash' : 'never',
    approved: true,
  });
}

/** The copies as instances, before they run. */
export function copiesOf({ id, copies }: RunSettings): { readonly id: string; readonly name: string }[] {
  return Array.from({ length: copies }, (_copy, index) => ({
    id: copyInstanceId(id, index + 1),
    name: copyName(id, index + 1),
  }));
}
