import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { Engine } from '../../engine/index.ts';
import type { RuleInfo } from '../../shared/model/finding.ts';
import {
  addConnectionOptions,
  addOutputOptions,
  collect,
  type OutputOptions,
  type SendingOptions,
} from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { UsageError } from '../exit-codes.ts';
import { addFilterOption, findNumbers, readFilterOption } from '../filter.ts';
import { gatherFindings } from '../lint/gather-findings.ts';
import { lintHtml } from '../lint/lint-html.ts';
import { lintDocument } from '../lint/lint-json.ts';
import { lintJunit } from '../lint/lint-junit.ts';
import { lintMarkdown } from '../lint/lint-markdown.ts';
import {
  incompleteSentences,
  lintExitCode,
  type LintedInstance,
  type LintReport,
} from '../lint/lint-report.ts';
import { lintSarif } from '../lint/lint-sarif.ts';
import { lintText } from '../lint/lint-text.ts';
import { makeTours } from '../lint/make-tours.ts';
import { createLiveLine } from '../live-line.ts';
import { withoutSecrets } from '../redact-report.ts';
import { writeDocument } from '../output/json-document.ts';
import { addReportOption, checkReports, writeReports, type ReportWish } from '../report-files.ts';
import { ask, Interrupted, openEngine, openSession, VERSION } from '../session.ts';
import { untilRead } from '../views/until-read.ts';
import { parseLabelledTarget, type TargetSpec } from '../targets.ts';

const REPORTS = {
  json: (report) => writeDocument(lintDocument(report)),
  junit: lintJunit,
  sarif: (report) => writeDocument(lintSarif(report)),
  html: lintHtml,
  md: lintMarkdown,
} as const satisfies Record<string, (report: LintReport) => string>;
type ReportKind = keyof typeof REPORTS;

interface LintOptions
  extends OutputOptions, Pick<SendingOptions, 'header' | 'era' | 'timeout' | 'capture' | 'workspace'> {
  readonly to: readonly TargetSpec[];
  readonly failOn: 'error' | 'warning';
  readonly rule: readonly string[];
  readonly mute: readonly string[];
  readonly filter?: string;
  readonly report: readonly ReportWish<ReportKind>[];
}

export function addLint(program: Command, context: CommandContext): void {
  const command = program
    .command('lint')
    .description('what a server or a recording does against the specification, and how to mend it')
    .argument(
      '<capture-or-target>',
      "a capture's file, or a server: a URL, an instance's name, or 'stdio:COMMAND LINE'",
    )
    .option('--to <[name=]target>', 'a further server, repeatable', collect(parseLabelledTarget), [])
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on findings exit 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--rule <id>', 'only this rule, repeatable', collect(String), [])
    .option('--mute <id>', 'not this rule, repeatable', collect(String), []);
  addFilterOption(command);
  addReportOption(command, Object.keys(REPORTS));
  addOutputOptions(addConnectionOptions(command))
    .addHelpText(
      'after',
      `
A server is asked who it is and for all its lists, then given requests that are wrong on purpose. They ask for a list, so that
nothing is executed. --era modern sends all of it, also to a server that speaks the legacy era.

Examples:
  hopscope lint http://127.0.0.1:3000/mcp --fail-on warning
  hopscope lint monday.hopscope --report sarif:findings.sarif
  hopscope lint monday.hopscope --filter 'instance:beta method:tools/call'`,
    )
    .action((subject: string, options: LintOptions) => lint(context, subject, options));
}

async function lint(context: CommandContext, subject: string, options: LintOptions): Promise<void> {
  const { console } = context;
  const voice = createVoice(console, options);
  checkReports(console.cwd, options.report);
  const report = isCapture(console.cwd, subject)
    ? await lintCapture(context, subject, options, voice)
    : await lintTargets(context, subject, options, voice);
  writeReports(console.cwd, options.report, (kind) => REPORTS[kind](report));
  voice.result(options.json ? writeDocument(lintDocument(report)) : lintText(report, voice.paint));
  for (const { kind, file } of options.report) voice.note(`Written: ${file} (${kind}).`);
  for (const sentence of incompleteSentences(report)) voice.warn(sentence);
  context.exit(lintExitCode(report));
}

/** A file that is there; what looks like one and is not there is no server either. Throws UsageError. */
function isCapture(cwd: string, subject: string): boolean {
  const path = resolve(cwd, subject);
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return true;
    if (/[\\/]/.test(subject)) throw new UsageError(`${path} is a directory; give a capture's file.`);
  } else if (/\.hopscope$/i.test(subject)) throw new UsageError(`There is no file ${path}.`);
  return false;
}

async function lintCapture(
  { console }: CommandContext,
  file: string,
  options: LintOptions,
  voice: Voice,
): Promise<LintReport> {
  refuseSendingFlags(file, options);
  const filter = await readFilterOption(console, options);
  const engine = await openEngine(console, voice.note);
  const giveUp = (): void => void engine.close();
  console.interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    const rules = await knownRules(engine, options, voice);
    const capture = await ask(engine, 'capture.open', { path: resolve(console.cwd, file) });
    await untilRead(engine, capture.id, options.quiet ? undefined : createLiveLine(console));
    const numbers = filter === undefined ? undefined : await findNumbers(asking(engine), capture.id, filter);
    const { rows, ...gathered } = await gatherFindings(asking(engine), {
      captureId: capture.id,
      ...(numbers && { among: new Set(numbers) }),
      after: 0,
      only: options.rule,
      muted: options.mute,
      rules,
      steps: new Map(),
    });
    const report: LintReport = {
      ...headOf(options),
      ...gathered,
      capture: file,
      tour: false,
      instances: instancesOf(rows),
      exchanges: rows.length,
    };
    return leaves(options) ? await withoutSecrets(engine, report, [capture.id]) : report;
  } catch (error) {
    throw console.interrupted.aborted ? new Interrupted() : error;
  } finally {
    console.interrupted.removeEventListener('abort', giveUp);
    await engine.close();
  }
}

function asking(engine: Engine): Parameters<typeof gatherFindings>[0] {
  return (command, input) => ask(engine, command, input);
}

async function lintTargets(
  { console }: CommandContext,
  target: string,
  options: LintOptions,
  voice: Voice,
): Promise<LintReport> {
  const { era, timeout, capture } = options;
  if (options.filter !== undefined) {
    throw new UsageError('--filter is about captures: a server is judged by all that it answers.');
  }
  const session = await openSession(
    [parseLabelledTarget(target), ...options.to],
    { ...options, respond: [], root: [], extension: [] },
    console,
    voice.note,
  );
  try {
    const { engine, recording, instances } = session;
    const rules = await knownRules(engine, options, voice);
    const wish = {
      quiet: options.quiet === true,
      ...(era !== 'auto' && { era }),
      ...(timeout !== undefined && { timeoutMs: timeout }),
    };
    const { ends, steps } = await makeTours(session, wish, console);
    const { rows, ...gathered } = await gatherFindings(asking(engine), {
      captureId: recording.captureId,
      after: recording.before,
      only: options.rule,
      muted: options.mute,
      rules,
      steps,
    });
    const report: LintReport = {
      ...headOf(options),
      ...gathered,
      ...(capture !== undefined && { capture }),
      tour: true,
      instances: instances.map(({ id, name, url }): LintedInstance => {
        const end = ends.find(({ instanceId }) => instanceId === id);
        return {
          name,
          url,
          exchanges: rows.filter(({ instanceId }) => instanceId === id).length,
          unanswered: end?.unanswered ?? 0,
          ...(end?.era && { era: end.era }),
          ...(end?.problem !== undefined && { problem: end.problem }),
        };
      }),
      exchanges: rows.length,
    };
    return leaves(options) ? await withoutSecrets(engine, report, [recording.captureId]) : report;
  } finally {
    await session.close();
  }
}

/** Whether it goes into files, or to another program. */
function leaves({ report, json }: LintOptions): boolean {
  return report.length > 0 || json === true;
}

function headOf({ failOn, mute }: LintOptions): Pick<LintReport, 'version' | 'failOn' | 'mutedRules'> {
  return { version: VERSION, failOn, mutedRules: mute };
}

/** Of a capture: whoever is named in its rows. */
function instancesOf(rows: readonly { readonly instanceName: string }[]): readonly LintedInstance[] {
  const exchanges = new Map<string, number>();
  for (const { instanceName } of rows) exchanges.set(instanceName, (exchanges.get(instanceName) ?? 0) + 1);
  exchanges.delete('');
  return [...exchanges].map(([name, count]) => ({ name, exchanges: count }));
}

/** A capture is only read. Throws UsageError. */
function refuseSendingFlags(file: string, { to, header, era, timeout, capture }: LintOptions): void {
  const given = Object.entries({
    to: to.length > 0,
    header: header.length > 0,
    era: era !== 'auto',
    timeout: timeout !== undefined,
    capture: capture !== undefined,
  }).find(([, isGiven]) => isGiven);
  if (given) throw new UsageError(`--${given[0]} is about servers, and ${file} is a capture: leave it out.`);
}

/** Throws UsageError for a rule that is not there; a muted one that is not there is only told of. */
async function knownRules(
  engine: Engine,
  { rule: only, mute }: LintOptions,
  voice: Voice,
): Promise<readonly RuleInfo[]> {
  const rules = await ask(engine, 'rules.list', null);
  const isKnown = (id: string): boolean => rules.some((rule) => rule.id === id);
  const unknown = only.find((id) => !isKnown(id));
  if (unknown !== undefined) throw new UsageError(`--rule ${unknown}: ${noSuchRule(unknown, rules)}`);
  for (const id of mute) if (!isKnown(id)) voice.warn(`--mute ${id}: ${noSuchRule(id, rules)}`);
  return rules;
}

function noSuchRule(id: string, rules: readonly RuleInfo[]): string {
  const [area = ''] = id.split('.');
  const near = rules.filter((rule) => rule.id.startsWith(`${area}.`) || rule.id.endsWith(`.${id}`));
  const hint = near.length === 0 ? '' : ` Near it: ${near.map((rule) => rule.id).join(', ')}.`;
  return `there is no such rule.${hint}`;
}
