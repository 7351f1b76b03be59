import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { AppError } from '../../engine/index.ts';
import type { PlanSummary } from '../../shared/model/replay-plan.ts';
import { checkOutput, existingCapture } from '../check-paths.ts';
import { collect, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { counted } from '../output/paint.ts';
import { checkTools, flowsOf } from '../replay/check-against-plan.ts';
import { planWishOf, type PlanFlags } from '../replay/make-wish.ts';
import { readFlow, readVariable } from '../replay/read-flags.ts';
import { readFlows } from '../replay/read-plan.ts';
import { ask, Interrupted, openEngine } from '../session.ts';

/** Flags of `hopscope export`, as they were written. */
interface ExportOptions extends PlanFlags, Pick<OutputOptions, 'quiet' | 'color'> {
  readonly format: string;
  readonly output?: string;
  readonly leaveHeld?: true;
}

const HELP = `
k6 sends a recording under load, from as many machines as it takes: https://k6.io. The script sends the session once an iteration,
each request to the next target; ids, cursors and states that a server mints are taken from its answers; each step has a check.
What may change something is held until it is allowed: a held step is not sent, and its check fails, unless --leave-held is given.
Secrets of the recording are not in it: give headers with -e HEADERS='{"Authorization":"Bearer …"}'.

Examples:
  hopscope export monday.hopscope --format k6 --allow-all -o load.js
  hopscope export monday.hopscope --format k6 --allow basket_create --allow basket_add --leave-held -o load.js`;

export function addExport(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('writes a recording as a script for k6, the load engine')
    .argument('<capture>', "a capture's file")
    .addOption(new Option('--format <format>', 'k6').makeOptionMandatory())
    .option('-o, --output <file>', 'writes it there instead of to standard output')
    .option(
      '--allow <tool>',
      'sends the held steps of this tool (or method), repeatable',
      collect(String),
      [],
    )
    .option('--allow-all', 'sends everything that is held')
    .option(
      '--hold <tool>',
      'holds this tool (or method) whatever it claims, repeatable',
      collect(String),
      [],
    )
    .option('--leave-held', 'leaves held steps out without a check that fails')
    .option(
      '--replace <recorded=value>',
      'sends another text than was recorded, repeatable; ${NAME} in the value comes from the environment of k6',
      collect(readVariable),
      [],
    )
    .option('--flow <decision>', 'use:ID, forbid:ID or pin:ID=VALUE, repeatable', collect(readFlow), [])
    .option('--quiet', 'no notes')
    .option('--no-color', 'no colours')
    .addHelpText('after', HELP)
    .action((file: string, options: ExportOptions) => exportCapture(context, file, options));
}

/** Rejects with UsageError, AppError, or Interrupted. */
async function exportCapture(context: CommandContext, file: string, options: ExportOptions): Promise<void> {
  const { console, exit } = context;
  if (options.format !== 'k6') {
    throw new UsageError(
      `--format ${options.format}: a recording can be written as k6 so far, and as nothing else.`,
    );
  }
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

function tellWhatIsIn(
  { steps, held, flows, tools }: PlanSummary,
  options: ExportOptions,
  voice: Voice,
): void {
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
