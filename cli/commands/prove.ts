import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { addReplayOptions, type ReplayOptions } from '../replay/options.ts';
import { replayCommand } from '../replay/replay-command.ts';

const HELP = `
The recording is sent again under a battery of schedules, which place its requests on the instances in every way that a balancer
might. Where answers hang on the placement, further runs shrink that to the fewest requests that show it, and tell why.
Exit codes: 0 stateless under these schedules; 1 a violation was proved; 3 no proof, because steps were held or not sent.

Examples:
  hopscope prove monday.hopscope --to alpha --to beta --to gamma --allow-all
  hopscope prove monday.hopscope --run 'node server.js' --copies 3 --allow-all --report md:prove.md
  hopscope prove monday.hopscope --to alpha --to beta --schedule adversarial,reorder --seed 7`;

export function addProve(program: Command, context: CommandContext): void {
  const command = program
    .command('prove')
    .description('is the server stateless? a battery of replays, and the fewest requests that show it is not')
    .argument('<capture>', "a capture's file");
  addReplayOptions(command, 'prove')
    .addHelpText('after', HELP)
    .action((file: string, options: ReplayOptions) => replayCommand('prove', context, file, options));
}
