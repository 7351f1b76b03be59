import type { Command } from 'commander';
import type { Draft, HeaderTamper, JsonObject } from '../../shared/model/draft.ts';
import type { HeaderPair } from '../../shared/model/headers.ts';
import {
  addFleetOptions,
  TARGET_HELP,
  collect,
  readJsonObject,
  type FleetOptions,
} from '../common-options.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../exit-codes.ts';
import { plainDraft, runOnTargets } from '../run-on-targets.ts';
import { parseHeader } from '../targets.ts';

interface SendOptions extends FleetOptions {
  readonly params: JsonObject;
  readonly dropHeader: readonly string[];
  readonly setHeader: readonly HeaderPair[];
  readonly revision?: string;
  readonly meta: JsonObject;
}

export function addSend(program: Command, context: CommandContext): void {
  const command = program
    .command('send')
    .description('sends exactly one request, also a wrong one')
    .argument('<target>', TARGET_HELP)
    .argument('<method>', 'the JSON-RPC method; notifications/… are sent without an id')
    .option('--params <json>', 'the parameters, a JSON object without _meta', readJsonObject, {})
    .option(
      '--drop-header <name>',
      'leaves a header out, repeatable',
      collect((name) => name.trim()),
      [],
    )
    .option('--set-header <K: V>', 'changes a header or adds it, repeatable', collect(parseHeader), [])
    .option('--revision <revision>', 'another revision, in the header and in _meta')
    .option('--meta <json>', 'keys of _meta to set, a JSON object', readJsonObject, {})
    .option('--follow-up', 'what the specification wants next follows by itself; --respond implies it')
    .addHelpText(
      'after',
      `
Examples:
  hopscope send http://127.0.0.1:3000/mcp tools/list --drop-header Mcp-Method
  hopscope send alpha tools/call --params '{"name":"whoami"}' --set-header 'Mcp-Name: other'`,
    );
  addFleetOptions(command).action((target: string, method: string, options: SendOptions) => {
    const draft = buildDraft(method, options);
    return runOnTargets(context, target, options, { prepare: () => ({ draft }) });
  });
}

/** Changes are made in a fixed order, since commander does not tell the order of different flags. */
function buildDraft(method: string, options: SendOptions): Draft {
  if (method.trim() === '') throw new UsageError('The method is empty.');
  if ('_meta' in options.params) {
    throw new UsageError('--params has _meta, which Hopscope writes: give the keys to change with --meta.');
  }
  const dropped = options.dropHeader.map((name): HeaderTamper => ({ op: 'drop', name }));
  const set = options.setHeader.map(([name, value]): HeaderTamper => ({ op: 'set', name, value }));
  const plain = plainDraft(method, options.params);
  return {
    ...plain,
    revision: options.revision ?? plain.revision,
    ...(method.startsWith('notifications/') && { notification: true }),
    followUp: options.followUp ?? options.respond.length > 0,
    tamper: { headers: [...dropped, ...set], meta: options.meta, dropMeta: [] },
  };
}
