import type { Command } from 'commander';
import { readWholeNumber } from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import { runWebHost } from '../web-host.ts';

interface WebOptions {
  readonly port: number;
  readonly open: boolean;
  readonly demo?: boolean;
  readonly workspace?: string;
}

export function addWeb(program: Command, context: CommandContext): void {
  program
    .command('web')
    .description('the app in the browser, from this machine only')
    .option(
      '--port <n>',
      'the port on 127.0.0.1; 0 is a free one',
      (text) => readWholeNumber(text, 0, 65_535),
      0,
    )
    .option('--no-open', 'prints the address without opening a browser')
    .option('--demo', 'starts the demo fleet, too')
    .option('--workspace <dir>', 'where instances, fleets and saved requests are kept')
    .addHelpText('after', '\nExample: hopscope web --port 8080 --no-open')
    .action(async (options: WebOptions) => {
      context.exit(await runWebHost(context.console, options));
    });
}
