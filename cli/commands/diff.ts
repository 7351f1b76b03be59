import type { Command } from 'commander';
import type { Engine } from '../../engine/index.ts';
import type { SeriesRow, SeriesSummary } from '../../shared/model/series.ts';
import { SERIES_DIFFERENCES } from '../../shared/model/series.ts';
import { existingCapture } from '../check-paths.ts';
import { addOutputOptions, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { addFilterOption, readFilterOption, type FilterOptions } from '../filter.ts';
import { createLiveLine, type LiveLine } from '../live-line.ts';
import { writeDocument } from '../output/json-document.ts';
import { workspaceRules } from '../redaction-option.ts';
import { withoutSecrets } from '../redact-report.ts';
import { knownNoise } from '../replay/noise.ts';
import { addReportOption, checkReports, writeReports, type ReportWish } from '../report-files.ts';
import { ask, Interrupted, openEngine } from '../session.ts';
import { diffDocument } from '../views/diff-json.ts';
import { diffText, MOST_ROWS } from '../views/diff-text.ts';

const KINDS = ['json', 'md', 'html'] as const;
type ReportKind = (typeof KINDS)[number];

const JOB = 'cli';
const PAGE = 5_000;
/** What takes less needs no line; ms. */
const SHOWN_AFTER_MS = 1_000;

interface DiffOptions extends OutputOptions, FilterOptions {
  readonly noise?: string;
  readonly report: readonly ReportWish<ReportKind>[];
}

export function addDiff(program: Command, context: CommandContext): void {
  const command = program
    .command('diff')
    .description('two recordings as series: what is missing, added, reordered, changed')
    .argument('<left>', "a capture's file")
    .argument('<right>', "another one's")
    .option('--noise <file>', 'places that are known to vary, as a replay learns them');
  addFilterOption(command).option(
    '--workspace <dir>',
    'where saved filters and rules of redaction are looked up',
  );
  addReportOption(command, KINDS);
  addOutputOptions(command)
    .addHelpText(
      'after',
      `
Steps are found by method, name and parameters. Ids, cursors and states that an answer gave out and a later request carried count by
what they are, not by how they read. Times, made-up ids and the like are named as noise and count as no change.
Exit code 1 where the two differ.

Examples:
  hopscope diff monday.hopscope tuesday.hopscope
  hopscope diff before.hopscope after.hopscope --filter 'method:tools/call' --json
  hopscope diff before.hopscope after.hopscope --noise noise.txt --report html:diff.html`,
    )
    .action((left: string, right: string, options: DiffOptions) => diff(context, [left, right], options));
}

async function diff(
  { console, exit }: CommandContext,
  files: readonly [left: string, right: string],
  options: DiffOptions,
): Promise<void> {
  const [left, right] = [existingCapture(console.cwd, files[0]), existingCapture(console.cwd, files[1])];
  checkReports(console.cwd, options.report);
  const noise = knownNoise(console.cwd, options);
  const filter = await readFilterOption(console, options);
  const voice = createVoice(console, options);
  const redaction = { ...(await workspaceRules(options, console)), whileRecording: false };
  const engine = await openEngine(console, voice.note, { redaction });
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  const live = options.quiet ? undefined : createLiveLine(console);
  const stop = live && watchComparison(engine, live);
  try {
    const { id: leftId } = await ask(engine, 'capture.open', { path: left });
    const { id: rightId } = await ask(engine, 'capture.open', { path: right });
    const summary = await ask(engine, 'series.compare', {
      job: JOB,
      left: leftId,
      right: rightId,
      noise,
      ...(filter !== undefined && { filter }),
    });
    stop?.();
    const whole = options.json || options.report.some(({ kind }) => kind === 'json');
    const rows = await rowsOf(engine, summary, whole ? Infinity : MOST_ROWS);
    const texts = await documentsOf(engine, summary, options.report);
    const document = whole
      ? await jsonOf(engine, files, { summary, rows, captureIds: [leftId, rightId] })
      : '';
    writeReports(console.cwd, options.report, (kind) => texts.get(kind) ?? document);
    voice.result(options.json ? document : diffText(files, summary, rows, voice.paint));
    for (const { kind, file } of options.report) voice.note(`Written: ${file} (${kind}).`);
    exit(summary.same ? EXIT.fine : EXIT.answer);
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    stop?.();
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
  }
}

/** Rows that differ, the first so many. */
async function rowsOf(engine: Engine, { id }: SeriesSummary, most: number): Promise<readonly SeriesRow[]> {
  const rows: SeriesRow[] = [];
  for (;;) {
    const limit = Math.min(PAGE, most - rows.length);
    const page = await ask(engine, 'series.rows', {
      id,
      from: rows.length,
      limit,
      classes: SERIES_DIFFERENCES,
    });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= Math.min(page.total, most)) return rows;
  }
}

/** All of it for programs: it leaves the machine, so without secrets. */
async function jsonOf(
  engine: Engine,
  files: readonly [left: string, right: string],
  {
    captureIds,
    ...told
  }: { summary: SeriesSummary; rows: readonly SeriesRow[]; captureIds: readonly string[] },
): Promise<string> {
  const { summary, rows } = await withoutSecrets(engine, told, captureIds);
  return writeDocument(diffDocument(files, summary, rows));
}

async function documentsOf(
  engine: Engine,
  { id }: SeriesSummary,
  wishes: readonly ReportWish<ReportKind>[],
): Promise<ReadonlyMap<ReportKind, string>> {
  const texts = new Map<ReportKind, string>();
  for (const { kind } of wishes) {
    if (kind === 'json') continue;
    texts.set(kind, (await ask(engine, 'series.report', { id, format: kind })).text);
  }
  return texts;
}

function watchComparison(engine: Engine, live: LiveLine): () => void {
  const began = Date.now();
  const off = engine.bridge.on('series', ({ phase, done, total }) => {
    if (Date.now() - began < SHOWN_AFTER_MS) return;
    const percent = total > 0 ? ` ${String(Math.min(100, Math.floor((done / total) * 100)))} %` : '';
    live.show(phase === 'reading' ? `Reading both:${percent}` : `Comparing steps:${percent}`);
  });
  let over = false;
  return () => {
    if (over) return;
    over = true;
    off();
    live.end();
  };
}
