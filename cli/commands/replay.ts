import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { addReplayOptions, type ReplayOptions } from '../replay/options.ts';
import { replayCommand } from '../replay/replay-command.ts';

const HELP = `
Each request of the capture is sent again, and its answer held against the recorded one, step by step. Values that a server
minted (ids, cursors, states) are those of the new run. What may change something is held until it is allowed.
Exit codes: 0 answered as recorded; 1 answers differ, noise aside; 3 not all was sent or answered, held steps among it.

Examples:
  hopscope replay monday.hopscope --dry-run
  hopscope replay monday.hopscope --to alpha --to beta --schedule adversarial
  hopscope replay monday.hopscope --to alpha --repeat 2 --noise monday.noise --learn-noise
  hopscope replay monday.hopscope --run 'node server.js' --copies 3 --allow-all --report junit:replay.xml
  hopscope replay monday.hopscope --to alpha --pace x10 --allow basket_create --allow basket_add`;

export function addReplay(program: Command, context: CommandContext): void {
  const command = program
    .command('replay')
    .description('sends a recording again, and tells where the answers differ')
    .argument('<capture>', "a capture's file");
  addReplayOptions(command, 'replay')
    .addHelpText('after', HELP)
    .action((file: string, options: ReplayOptions) => replayCommand('replay', context, file, options));
}
