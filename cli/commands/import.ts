import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SalvageReport } from '../../shared/model/salvage.ts';
import { checkOutput } from '../check-paths.ts';
import { addOutputOptions, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext } from '../context.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { createLiveLine } from '../live-line.ts';
import { writeDocument } from '../output/json-document.ts';
import { ask, Interrupted, openEngine } from '../session.ts';
import { TRANSFER_ID, watchTransfer } from '../watch-transfer.ts';

interface ImportOptions extends OutputOptions {
  readonly output: string;
  readonly all?: true;
  readonly salvage?: true;
}

export function addImport(program: Command, context: CommandContext): void {
  const command = program
    .command('import')
    .description('makes a recording of what other programs have recorded')
    .argument(
      '<files...>',
      'HAR, JSON Lines of Hopscope, curl commands, session logs of mcpsnoop, exports of the MCP Inspector',
    )
    .requiredOption('-o, --output <capture>', 'the new recording')
    .option('--all', 'keeps what is no MCP, too')
    .option('--salvage', 'reads what can be read of one damaged recording, and counts what is lost');
  addOutputOptions(command)
    .addHelpText(
      'after',
      `
What a file is, its content tells. Entries that cannot be read are named and left out. Exits with 3 where a file is broken
from some place on: what came before is in the recording; and after --salvage, where something is lost.

Examples:
  hopscope import traffic.har -o monday.hopscope
  hopscope import alpha.jsonl beta.jsonl -o both.hopscope
  hopscope import --salvage damaged.hopscope -o rest.hopscope`,
    )
    .action((files: readonly string[], options: ImportOptions) => importFiles(context, files, options));
}

/** Rejects with UsageError, AppError, or Interrupted. */
async function importFiles(
  { console, exit }: CommandContext,
  files: readonly string[],
  options: ImportOptions,
): Promise<void> {
  if (options.salvage && files.length > 1)
    throw new UsageError('--salvage takes one damaged recording at a time.');
  if (options.salvage && options.all)
    throw new UsageError('--all is about files of other programs: with --salvage, leave it out.');
  const paths = files.map((file) => readable(resolve(console.cwd, file)));
  checkOutput(console.cwd, options.output, '--output');
  const into = resolve(console.cwd, options.output);
  if (existsSync(into))
    throw new UsageError(
      `--output: there is a file ${into} already. Choose another name, or remove it first.`,
    );
  const voice = createVoice(console, options);
  const engine = await openEngine(console, voice.note);
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  const stop = watchTransfer(engine, options.quiet ? undefined : createLiveLine(console));
  try {
    const report = await ask(engine, 'transfer.import', {
      id: TRANSFER_ID,
      paths,
      into,
      open: false,
      ...(options.all && { keep: 'all' }),
      ...(options.salvage && { salvage: true }),
    });
    stop();
    const isBroken = report.files.some(({ problem }) => problem !== undefined) || hasLosses(report.salvaged);
    const isPartly = report.files.some(({ unreadable }) => unreadable > 0);
    if (options.json)
      voice.result(
        writeDocument({
          path: report.path,
          files: report.files,
          ...(report.salvaged && { salvaged: report.salvaged }),
          says: report.says,
        }),
      );
    if (isBroken || isPartly) voice.warn(report.says);
    else voice.note(report.says);
    if (!options.json) voice.note(`Written: ${options.output}.`);
    exit(isBroken ? EXIT.incomplete : EXIT.fine);
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    stop();
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
  }
}

/** Whether something is missing; what could be made anew is not. */
function hasLosses(report: SalvageReport | undefined): boolean {
  if (!report) return false;
  const { incomplete, lost, lostBytes, unreadableBytes, unreadableRecords } = report;
  return incomplete + lost + lostBytes + unreadableBytes + unreadableRecords > 0;
}

function readable(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a directory; give a file.`);
  return path;
}
