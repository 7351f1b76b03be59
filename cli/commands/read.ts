import type { Command } from 'commander';
import { addFleetOptions, addNoFollowUp, TARGET_HELP, type FleetOptions } from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import { plainDraft, runOnTargets } from '../run-on-targets.ts';

export function addRead(program: Command, context: CommandContext): void {
  const command = program
    .command('read')
    .description('reads a resource')
    .argument('<target>', TARGET_HELP)
    .argument('<uri>', "the resource's URI")
    .addHelpText('after', '\nExample: hopscope read http://127.0.0.1:3000/mcp config://shop');
  addNoFollowUp(addFleetOptions(command)).action((target: string, uri: string, options: FleetOptions) =>
    runOnTargets(context, target, options, {
      prepare: () => ({ draft: plainDraft('resources/read', { uri }) }),
    }),
  );
}
