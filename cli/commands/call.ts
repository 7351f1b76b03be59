import type { Command } from 'commander';
import type { JsonObject } from '../../shared/model/draft.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import {
  addFleetOptions,
  addNoFollowUp,
  TARGET_HELP,
  readJsonObject,
  type FleetOptions,
} from '../common-options.ts';
import type { CommandContext, Voice } from '../context.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { exitCodeOf } from '../outcome.ts';
import { taskText } from '../output/human.ts';
import { plainDraft, runOnTargets, type Prepared } from '../run-on-targets.ts';
import type { Session } from '../session.ts';
import { createTaskWaiter, type TaskWaiter } from '../tasks/wait.ts';

interface CallOptions extends FleetOptions {
  readonly args: JsonObject;
  readonly wait?: boolean;
  /** Where not even what follows by itself is to be sent. */
  readonly followUp?: boolean;
}

export function addCall(program: Command, context: CommandContext): void {
  const command = program
    .command('call')
    .description('tools/list, for the headers that the tool wants, then the call')
    .argument('<target>', TARGET_HELP)
    .argument('<tool>', "the tool's name")
    .option('--args <json>', 'the arguments, a JSON object', readJsonObject, {})
    .option('--wait', 'declares the tasks extension, and drives a task to its end; Ctrl-C asks to cancel it')
    .addHelpText(
      'after',
      `
Examples:
  hopscope call http://127.0.0.1:3000/mcp search_catalog --args '{"query":"tea"}'
  hopscope call alpha whoami --to beta --to gamma --expect-same
  hopscope call alpha approve_work --wait --respond '{"action":"accept","content":{"approve":true}}'`,
    );
  addNoFollowUp(addFleetOptions(command)).action((target: string, tool: string, options: CallOptions) => {
    const waiter = options.wait === true ? waiterOf(options, context) : undefined;
    return runOnTargets(context, target, waiter ? declaringTasks(options) : options, {
      prepare: (session, instance, voice) => prepareCall(session, instance, tool, options.args, voice),
      ...(waiter && {
        then: (session, instance, came) => waiter.wait(session, instance, came),
        show: taskText,
      }),
    });
  });
}

/** Throws UsageError where waiting cannot be had together with the other flags. */
function waiterOf(options: CallOptions, { console }: CommandContext): TaskWaiter {
  if (options.followUp === false) {
    throw new UsageError('--wait sends what a task needs, and --no-follow-up one request only: choose one.');
  }
  if (options.expectSame === true) {
    throw new UsageError(
      '--expect-same compares answers, and those about a task carry an id and times of their own: leave --wait or --expect-same out.',
    );
  }
  return createTaskWaiter({ quiet: options.quiet === true, keepPolls: options.json === true }, console);
}

/** What a person says of the extension himself counts more. */
function declaringTasks(options: CallOptions): CallOptions {
  return { ...options, extension: [TASKS_EXTENSION, ...options.extension] };
}

/** The tool's schema says which arguments are mirrored in headers, so the list comes first. */
async function prepareCall(
  session: Session,
  instance: Instance,
  tool: string,
  args: JsonObject,
  voice: Voice,
): Promise<Prepared> {
  const listing = await session.list(instance, 'tools');
  const lastPage = listing.exchanges.at(-1);
  if (listing.problem !== undefined && lastPage) {
    const outcome = await session.read(lastPage);
    if (exitCodeOf(outcome) !== EXIT.fine) return { stopped: outcome };
    voice.warn(`The tools of ${instance.name} are known in part only: ${listing.problem}`);
  }
  const draft = plainDraft('tools/call', { name: tool, arguments: args });
  const found = listing.entries.find((entry) => entry.name === tool);
  if (!found) {
    voice.warn(`${instance.name} lists no tool "${tool}": the call is sent all the same.`);
    return { draft };
  }
  if (found.excluded !== undefined) {
    voice.warn(
      `A client that follows the specification leaves ${tool} of ${instance.name} out: ${found.excluded}`,
    );
    return { draft };
  }
  const { inputSchema } = found.entry;
  return { draft: inputSchema === undefined ? draft : { ...draft, toolSchema: inputSchema } };
}
