import type { Command } from 'commander';
import type { JsonObject } from '../../shared/model/draft.ts';
import {
  addFleetOptions,
  addNoFollowUp,
  TARGET_HELP,
  readJsonObject,
  type FleetOptions,
} from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import { plainDraft, runOnTargets } from '../run-on-targets.ts';

interface PromptOptions extends FleetOptions {
  readonly args: JsonObject;
}

export function addPrompt(program: Command, context: CommandContext): void {
  const command = program
    .command('prompt')
    .description('gets a prompt')
    .argument('<target>', TARGET_HELP)
    .argument('<name>', "the prompt's name")
    .option('--args <json>', 'the arguments, a JSON object', readJsonObject, {})
    .addHelpText(
      'after',
      `\nExample: hopscope prompt http://127.0.0.1:3000/mcp describe_product --args '{"sku":"TEA-001"}'`,
    );
  addNoFollowUp(addFleetOptions(command)).action((target: string, name: string, options: PromptOptions) =>
    runOnTargets(context, target, options, {
      prepare: () => ({
        draft: plainDraft('prompts/get', { name, arguments: options.args }),
      }),
    }),
  );
}
