import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../engine/index.ts';
import type { CommandContext } from '../context.ts';
import { chooseShell, runWindow } from '../desktop.ts';
import { UsageError } from '../exit-codes.ts';
import { LOCATIONS } from '../locations.ts';
import { runWebHost } from '../web-host.ts';

interface OpenOptions {
  readonly workspace?: string;
}

export function addOpen(program: Command, context: CommandContext): void {
  program
    .command('open')
    .description('the app; what hopscope without a command does')
    .argument('[files...]', 'captures to open')
    .option('--workspace <dir>', 'where instances, fleets and saved requests are kept')
    .addHelpText('after', '\nExample: hopscope open monday.hopscope tuesday.hopscope')
    .action((files: readonly string[], options: OpenOptions) => open(context, files, options));
}

async function open(context: CommandContext, files: readonly string[], options: OpenOptions): Promise<void> {
  const { console } = context;
  const paths = files.map((file) => resolve(console.cwd, file));
  const absent = paths.find((path) => !existsSync(path));
  if (absent !== undefined) throw new UsageError(`There is no file ${absent}.`);
  const shell = chooseShell(console.env, console.platform, LOCATIONS);
  if (shell.kind === 'window') {
    const workspace =
      options.workspace === undefined ? [] : ['--workspace', resolve(console.cwd, options.workspace)];
    const files = paths.flatMap((path) => ['--open', path]);
    context.exit(
      await startWindow(shell.program, [LOCATIONS.desktopMain, ...workspace, ...files], console.interrupted),
    );
    return;
  }
  console.err(`Starting the web host, because ${shell.why}.\n`);
  context.exit(await runWebHost(console, options, paths));
}

async function startWindow(
  program: string,
  args: readonly string[],
  interrupted: AbortSignal,
): Promise<number> {
  try {
    return await runWindow(program, args, interrupted);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'IO',
      `The desktop window could not be started: ${why}. "hopscope web" does without it.`,
    );
  }
}
