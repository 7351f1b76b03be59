import type { Command } from 'commander';
import type { Engine } from '../../engine/index.ts';
import type { TrackerReport } from '../../shared/bridge/bridge.ts';
import { existingCapture } from '../check-paths.ts';
import { addOutputOptions, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { createLiveLine } from '../live-line.ts';
import { writeDocument } from '../output/json-document.ts';
import type { Paint } from '../output/paint.ts';
import { addReportOption, checkReports, writeReports, type ReportWish } from '../report-files.ts';
import { ask, Interrupted, openEngine } from '../session.ts';
import { untilRead } from './until-read.ts';

const KINDS = ['md', 'html'] as const;
type ReportKind = (typeof KINDS)[number];

interface ViewOptions extends OutputOptions {
  /** Absent where there is no document. */
  readonly report?: readonly ReportWish<ReportKind>[];
}

/** A command that shows what one of the trackers has learnt of a capture. */
export interface CaptureView<Report extends object> {
  readonly name: string;
  readonly description: string;
  /** Which document `--report` writes; absent: there is none. */
  readonly document?: TrackerReport;
  /** Further help: what the words mean. */
  readonly help: string;
  readonly read: (engine: Engine, captureId: string) => Promise<Report>;
  readonly text: (report: Report, paint: Paint) => string;
}

/** Adds the command and returns it: opens the capture, waits until all of it is read, prints. Exit code 0 whatever was found. */
export function addCaptureView<Report extends object>(
  program: Command,
  context: CommandContext,
  view: CaptureView<Report>,
): Command {
  const command = program
    .command(view.name)
    .description(view.description)
    .argument('<capture>', "a capture's file");
  if (view.document !== undefined) addReportOption(command, KINDS);
  return addOutputOptions(command)
    .addHelpText(
      'after',
      `\n${view.help}\n\nExample: hopscope ${view.name} monday.hopscope ${view.document === undefined ? '--json' : `--report html:${view.name}.html`}`,
    )
    .action((file: string, options: ViewOptions) => show(context, file, options, view));
}

async function show<Report extends object>(
  context: CommandContext,
  file: string,
  options: ViewOptions,
  view: CaptureView<Report>,
): Promise<void> {
  const { console } = context;
  const path = existingCapture(console.cwd, file);
  const { report: wishes = [] } = options;
  checkReports(console.cwd, wishes);
  const voice = createVoice(console, options);
  const engine = await openEngine(console, voice.note);
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    const { id: captureId } = await ask(engine, 'capture.open', { path });
    await untilRead(engine, captureId, options.quiet ? undefined : createLiveLine(console));
    const report = await view.read(engine, captureId);
    const texts = new Map<ReportKind, string>();
    for (const { kind: format } of wishes) {
      if (view.document === undefined) continue;
      const { text } = await ask(engine, 'tracker.report', { captureId, what: view.document, format });
      texts.set(format, text);
    }
    writeReports(console.cwd, wishes, (kind) => texts.get(kind) ?? '');
    print(report, options, view, voice);
    context.exit(EXIT.fine);
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
  }
}

function print<Report extends object>(
  report: Report,
  options: ViewOptions,
  view: CaptureView<Report>,
  voice: Voice,
): void {
  voice.result(options.json ? writeDocument(report) : view.text(report, voice.paint));
  for (const { kind, file } of options.report ?? []) voice.note(`Written: ${file} (${kind}).`);
}
