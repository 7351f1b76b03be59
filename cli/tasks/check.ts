import type { Command } from 'commander';
import { durabilityReport } from '../../engine/index.ts';
import type { DurabilityWish, ToolWork } from '../../shared/model/durability.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import {
  addConnectionOptions,
  addOutputOptions,
  collect,
  readJsonObject,
  readWholeNumber,
  type OutputOptions,
  type SendingOptions,
} from '../common-options.ts';
import { createVoice, type CommandContext } from '../context.ts';
import { UsageError } from '../exit-codes.ts';
import { checkFleetFlags } from '../fleet.ts';
import { writeDocument } from '../output/json-document.ts';
import { withoutSecrets } from '../redact-report.ts';
import { addReportOption, checkReports, writeReports, type ReportWish } from '../report-files.ts';
import { addRunOptions, type RunFlags } from '../run-server.ts';
import { openSession, VERSION } from '../session.ts';
import { parseLabelledTarget, type TargetSpec } from '../targets.ts';
import { checkDocument } from './check-json.ts';
import { checkJunit } from './check-junit.ts';
import { checkExitCode, type CheckReport } from './check-report.ts';
import { checkText } from './check-text.ts';
import { gatherFleet, makeCheck } from './make-check.ts';

const REPORTS = {
  json: (report) => writeDocument(checkDocument(report)),
  junit: checkJunit,
  html: ({ state }) => durabilityReport(state, 'html'),
  md: ({ state }) => durabilityReport(state, 'md'),
} as const satisfies Record<string, (report: CheckReport) => string>;
type ReportKind = keyof typeof REPORTS;

/** Flags of `hopscope tasks check`, as they were written. */
export interface CheckOptions
  extends
    OutputOptions,
    RunFlags,
    Pick<SendingOptions, 'header' | 'era' | 'timeout' | 'capture' | 'workspace' | 'respond'> {
  readonly to: readonly TargetSpec[];
  readonly tool?: string;
  readonly args: JsonObject;
  readonly inputTool?: string;
  readonly inputArgs?: JsonObject;
  readonly cancelTool?: string;
  readonly cancelArgs?: JsonObject;
  readonly creator?: string;
  readonly ttlWait?: number;
  readonly report: readonly ReportWish<ReportKind>[];
}

const DAY_MS = 86_400_000;

const HELP = `
The first target, or --creator, is asked for tasks; the others must know them: at once, a little later, when they are
updated and cancelled elsewhere, and while their creator is down, which only a server of --run can be. The tool is called
several times, so take one that may be. What a task asks for is declined, unless --respond says more.
Exit codes: 0 all of it holds; 1 a violation; 3 it could not be made in full.

Examples:
  hopscope tasks check --to alpha --to beta --to gamma --tool render_report
  hopscope tasks check --run 'node server.js' --copies 3 --tool render_report --input-tool approve_work
  hopscope tasks check --to alpha --to beta --tool render_report --report junit:tasks.xml`;

/** Adds `check` to `hopscope tasks`. */
export function addTasksCheck(tasks: Command, context: CommandContext): void {
  const command = tasks
    .command('check')
    .description('does every instance of a fleet know the tasks that one of them hands out?')
    .option(
      '--to <[name=]target>',
      "an instance of the fleet, repeatable: a URL, an instance's name, or 'stdio:COMMAND LINE'",
      collect(parseLabelledTarget),
      [],
    );
  addRunOptions(command)
    .option('--tool <name>', 'a tool that hands out a task')
    .option('--args <json>', 'its arguments, a JSON object', readJsonObject, {})
    .option('--input-tool <name>', 'a tool whose task asks for input; --tool unless told')
    .option('--input-args <json>', 'its arguments', readJsonObject)
    .option('--cancel-tool <name>', 'a tool whose task is cancelled; --tool unless told')
    .option('--cancel-args <json>', 'its arguments', readJsonObject)
    .option('--creator <name>', 'the instance that is asked for tasks; the first unless told')
    .option(
      '--respond <[kind=]answer>',
      'answers what tasks ask for, as of hopscope call; declined unless told',
      collect(String),
      [],
    )
    .option('--ttl-wait <ms>', 'longest wait for the end of a ttl; 30000 unless told', (text) =>
      readWholeNumber(text, 0, DAY_MS),
    );
  addReportOption(command, Object.keys(REPORTS));
  addOutputOptions(addConnectionOptions(command))
    .addHelpText('after', HELP)
    .action((_options: unknown, own: Command) => check(context, own.optsWithGlobals<CheckOptions>()));
}

async function check(context: CommandContext, options: CheckOptions): Promise<void> {
  const { console } = context;
  const work = checkOptions(options);
  checkReports(console.cwd, options.report);
  const voice = createVoice(console, options);
  const session = await openSession(options.to, { ...options, root: [], extension: [] }, console, voice.note);
  let report: CheckReport;
  try {
    const fleet = await gatherFleet(session, options, console);
    const state = await makeCheck(session, { ...work, ...wishOf(options), ...fleet.wish }, options, console);
    const { engine, recording } = session;
    report = {
      version: VERSION,
      state: await withoutSecrets(engine, state, [recording.captureId]),
      urls: fleet.urls,
      ...(options.capture !== undefined && { capture: options.capture }),
    };
  } finally {
    await session.close();
  }
  writeReports(console.cwd, options.report, (kind) => REPORTS[kind](report));
  voice.result(options.json ? writeDocument(checkDocument(report)) : checkText(report, voice.paint));
  for (const { kind, file } of options.report) voice.note(`Written: ${file} (${kind}).`);
  context.exit(checkExitCode(report));
}

/** Throws UsageError where flags do not go together. */
function checkOptions(options: CheckOptions): ToolWork {
  const { tool, args, era } = options;
  checkFleetFlags(options, { nobody: 'There is nobody to check', one: 'the check is of one fleet' });
  if (tool === undefined) throw new UsageError('Give --tool NAME: a tool that hands out a task.');
  if (options.inputArgs && options.inputTool === undefined) {
    throw new UsageError('--input-args are of --input-tool: give that, too.');
  }
  if (options.cancelArgs && options.cancelTool === undefined) {
    throw new UsageError('--cancel-args are of --cancel-tool: give that, too.');
  }
  if (era === 'legacy') {
    throw new UsageError('The tasks extension is of 2026-07-28 and later: leave --era legacy out.');
  }
  return { tool, args };
}

function wishOf(options: CheckOptions): Omit<DurabilityWish, keyof ToolWork | 'instanceIds'> {
  const { inputTool, inputArgs = {}, cancelTool, cancelArgs = {}, ttlWait, timeout } = options;
  return {
    ...(inputTool !== undefined && { inputWork: { tool: inputTool, args: inputArgs } }),
    ...(cancelTool !== undefined && { cancelWork: { tool: cancelTool, args: cancelArgs } }),
    ...(ttlWait !== undefined && { ttlWaitMs: ttlWait }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
  };
}
