import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { counted } from '../../shared/model/counted.ts';
import type { Engine } from '../../engine/index.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/model/file-transfer.ts';
import { checkOutput, existingCapture } from '../check-paths.ts';
import { createVoice, type CommandContext } from '../context.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { createLiveLine } from '../live-line.ts';
import { addFilterOption, findNumbers, readFilterOption, type FilterOptions } from '../filter.ts';
import { workspaceRules } from '../redaction-option.ts';
import { addK6Options, exportK6, K6_HELP, type K6Options } from '../replay/export-k6.ts';
import { ask, Interrupted, openEngine } from '../session.ts';
import { TRANSFER_ID, watchTransfer } from '../watch-transfer.ts';

/** Flags of `hopscope export`, as they were written. */
interface ExportOptions extends K6Options, FilterOptions {
  readonly format: ExportFormat | 'k6';
  readonly withSecrets?: true;
}

const HELP = `
har      HTTP Archive 1.2, for browsers and proxies
jsonl    one exchange a line with all that is known of it, its keys always in the same order: made for git, and for import
curl     a shell script of curl commands
otlp     traces as OTLP JSON, under the traceparent of each request
md, html the story of the recording, for people; HTML is one file without scripts
k6       a load test
${K6_HELP}

Examples:
  hopscope export monday.hopscope --format har -o monday.har
  hopscope export monday.hopscope --format jsonl > monday.jsonl
  hopscope export monday.hopscope --format md --filter 'is:failed instance:beta' -o failed.md
  hopscope export monday.hopscope --format k6 --allow-all -o load.js
  hopscope export monday.hopscope --format k6 --allow basket_create --allow basket_add --leave-held -o load.js`;

export function addExport(program: Command, context: CommandContext): void {
  const command = program
    .command('export')
    .description('writes a recording in another format')
    .argument('<capture>', "a capture's file")
    .addOption(
      new Option('--format <format>', 'what it is written as')
        .choices([...EXPORT_FORMATS, 'k6'])
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'writes it there instead of to standard output')
    .option('--with-secrets', 'leaves credentials in it (k6: never)');
  addFilterOption(command).option(
    '--workspace <dir>',
    'where saved filters and rules of redaction are looked up',
  );
  addK6Options(command)
    .option('--quiet', 'no notes')
    .option('--no-color', 'no colours')
    .addHelpText('after', HELP)
    .action((file: string, options: ExportOptions) =>
      options.format === 'k6'
        ? exportK6(context, file, withoutFilter(options))
        : exportFile(context, file, options, options.format),
    );
}

/** Rejects with UsageError, AppError, or Interrupted. */
async function exportFile(
  { console, exit }: CommandContext,
  file: string,
  options: ExportOptions,
  format: ExportFormat,
): Promise<void> {
  refuseK6Flags(options);
  const path = existingCapture(console.cwd, file);
  const filter = await readFilterOption(console, options);
  const { output } = options;
  if (output !== undefined) checkOutput(console.cwd, output, '--output');
  const voice = createVoice(console, options);
  // Nothing is recorded here, whatever the workspace wants of that.
  const redaction = { ...(await workspaceRules(options, console)), whileRecording: false };
  const engine = await openEngine(console, voice.note, { redaction });
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  // Standard output gets the file once it is whole.
  const folder = output === undefined ? mkdtempSync(join(tmpdir(), 'hopscope-export-')) : undefined;
  const wanted = resolve(console.cwd, output ?? '');
  const target = folder === undefined ? wanted : join(folder, 'export');
  const stop = watchTransfer(engine, options.quiet ? undefined : createLiveLine(console));
  try {
    const { id: captureId } = await ask(engine, 'capture.open', { path });
    const numbers = filter === undefined ? undefined : await findIn(engine, captureId, filter);
    const report = await ask(engine, 'transfer.export', {
      id: TRANSFER_ID,
      captureId,
      format,
      path: target,
      ...(numbers && { numbers }),
      // Like a report, it is written over what was there, once it is whole.
      replace: true,
      ...(options.withSecrets && { withSecrets: true }),
    });
    stop();
    if (folder !== undefined) voice.result(readFileSync(target, 'utf8'));
    for (const note of report.notes) voice.warn(note);
    const { secrets = 0, times = 0 } = report.replaced ?? {};
    if (secrets > 0)
      voice.note(
        `${counted(times, 'value')} of ${counted(secrets, 'secret')} ${times === 1 ? 'was' : 'were'} replaced; --with-secrets keeps them.`,
      );
    const where = output === undefined ? '' : `Written: ${output} (${format}). `;
    voice.note(`${where}${counted(report.exchanges, 'exchange')}.`);
    exit(EXIT.fine);
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    stop();
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** A plan follows values from one request to the next, and needs all of them. Throws UsageError. */
function withoutFilter(options: ExportOptions): ExportOptions {
  if (options.filter === undefined) return options;
  throw new UsageError('--filter is not for k6: a load test needs every request that a later one leans on.');
}

/** What leans on findings is asked once all is judged. */
async function findIn(engine: Engine, captureId: string, filter: string): Promise<readonly number[]> {
  await ask(engine, 'findings.settled', { captureId });
  return findNumbers((command, input) => ask(engine, command, input), captureId, filter);
}

/** Throws UsageError. */
function refuseK6Flags({ allow, allowAll, hold, leaveHeld, replace, flow, format }: ExportOptions): void {
  const given = Object.entries({
    allow: allow.length > 0,
    'allow-all': allowAll === true,
    hold: hold.length > 0,
    'leave-held': leaveHeld === true,
    replace: replace.length > 0,
    flow: flow.length > 0,
  }).find(([, isGiven]) => isGiven);
  if (given) throw new UsageError(`--${given[0]} is about k6, and --format is ${format}: leave it out.`);
}
