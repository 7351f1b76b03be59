import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../shared/model/counted.ts';
import { AppError } from '../../engine/index.ts';
import type { PlanSummary } from '../../shared/model/replay-plan.ts';
import { checkOutput, existingCapture } from '../check-paths.ts';
import { collect, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { checkTools, flowsOf } from './check-against-plan.ts';
import { planWishOf, type PlanFlags } from './make-wish.ts';
import { readFlow, readVariable } from './read-flags.ts';
import { readFlows } from './read-plan.ts';
import { ask, Interrupted, openEngine } from '../session.ts';

/** Flags of `hopscope export --format k6`, as they were written. */
export interface K6Options extends PlanFlags, Pick<OutputOptions, 'quiet' | 'color'> {
  readonly output?: string;
  readonly leaveHeld?: true;
}

export const K6_HELP = `
k6 sends a recording under load, from as many machines as it takes: https://k6.io. The script sends the session once an iteration,
each request to the next target; ids, cursors and states that a server mints are taken from its answers; each step has a check.
What may change something is held until it is allowed: a held step is not sent, and its check fails, unless --leave-held is given.
Secrets of the recording are not in it: give headers with -e HEADERS='{"Authorization":"Bearer …"}'.`;

/** Flags that are about k6 only. */
export function addK6Options(command: Command): Command {
  return command
    .option(
      '--allow <tool>',
      'k6: sends the held steps of this tool (or method), repeatable',
      collect(String),
      [],
    )
    .option('--allow-all', 'k6: sends everything that is held')
    .option(
      '--hold <tool>',
      'k6: holds this tool (or method) whatever it claims, repeatable',
      collect(String),
      [],
    )
    .option('--leave-held', 'k6: leaves held steps out without a check that fails')
    .option(
      '--replace <recorded=value>',
      'k6: sends another text than was recorded, repeatable; ${NAME} in the value comes from the environment of k6',
      collect(readVariable),
      [],
    )
    .option('--flow <decision>', 'k6: use:ID, forbid:ID or pin:ID=VALUE, repeatable', collect(readFlow), []);
}

/** Rejects with UsageError, AppError, or Interrupted. */
export async function exportK6(context: CommandContext, file: string, options: K6Options): Promise<void> {
  const { console, exit } = context;
  const path = existingCapture(console.cwd, file);
  if (options.output !== undefined) checkOutput(console.cwd, options.output, '--output');
  const voice = createVoice(console, options);
  const engine = await openEngine(console, voice.note);
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    const { id: captureId } = await ask(engine, 'capture.open', { path });
    const before = await ask(engine, 'replay.plan', planWishOf({ ...options, flow: [] }, captureId));
    for (const note of checkTools(options, before)) voice.warn(note);
    const flow =
      options.flow.length === 0 ? options.flow : flowsOf(options.flow, await readFlows(engine, before.id));
    const plan = await ask(engine, 'replay.plan', planWishOf({ ...options, flow }, captureId));
    if (plan.steps === plan.held && options.leaveHeld) {
      throw new AppError(
        'BAD_INPUT',
        'Nothing would be sent: all steps of this recording are held. Allow tools with --allow.',
      );
    }
    const { text } = await ask(engine, 'replay.k6', {
      planId: plan.id,
      ...(options.leaveHeld && { leaveHeld: true }),
    });
    if (options.output === undefined) voice.result(text);
    else writeTo(resolve(console.cwd, options.output), text);
    tellWhatIsIn(plan, options, voice);
    exit(EXIT.fine);
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
  }
}

function writeTo(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `The script cannot be written to ${path}: ${reason}.`);
  }
}

function tellWhatIsIn({ steps, held, flows, tools }: PlanSummary, options: K6Options, voice: Voice): void {
  if (held > 0) {
    const names = tools.filter(({ safety }) => safety === 'held').map(({ tool }) => tool);
    voice.warn(
      `${String(held)} of ${counted(steps, 'step')} are held and not sent: ${names.join(', ')}. ` +
        `${options.leaveHeld ? 'They are left out without a check.' : 'Their checks fail.'} Allow them with --allow TOOL or --allow-all.`,
    );
  }
  const where = options.output === undefined ? '' : `Written: ${options.output} (k6). `;
  voice.note(`${where}${counted(steps - held, 'step')}, ${counted(flows, 'value flow')}.`);
}
