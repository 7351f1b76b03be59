import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
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
    .option('--all', 'keeps what is no MCP, too');
  addOutputOptions(command)
    .addHelpText(
      'after',
      `
What a file is, its content tells. Entries that cannot be read are named and left out. Exits with 3 where a file is broken
from some place on: what came before is in the recording.

Examples:
  hopscope import traffic.har -o monday.hopscope
  hopscope import alpha.jsonl beta.jsonl -o both.hopscope`,
    )
    .action((files: readonly string[], options: ImportOptions) => importFiles(context, files, options));
}

/** Rejects with UsageError, AppError, or Interrupted. */
async function importFiles(
  { console, exit }: CommandContext,
  files: readonly string[],
  options: ImportOptions,
): Promise<void> {
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
    });
    stop();
    const isBroken = report.files.some(({ problem }) => problem !== undefined);
    const isPartly = report.files.some(({ unreadable }) => unreadable > 0);
    if (options.json)
      voice.result(writeDocument({ path: report.path, files: report.files, says: report.says }));
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

function readable(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a directory; give a file.`);
  return path;
}
