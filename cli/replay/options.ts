import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Era } from '../../shared/model/instance.ts';
import type { FlowDecision, ReplayVariable } from '../../shared/model/replay-plan.ts';
import { REPLAY_REPORTS, type ReplayReport } from '../../shared/model/replay-run.ts';
import {
  addConnectionOptions,
  addOutputOptions,
  collect,
  readWholeNumber,
  type OutputOptions,
  type SendingOptions,
} from '../common-options.ts';
import { UsageError } from '../exit-codes.ts';
import { checkFleetFlags, type FleetFlags } from '../fleet.ts';
import { addReportOption, type ReportWish } from '../report-files.ts';
import { addRunOptions } from '../run-server.ts';
import { parseLabelledTarget } from '../targets.ts';
import {
  PACE_FORMS,
  readEras,
  readFlow,
  readPace,
  readSchedules,
  readSeed,
  readVariable,
  SCHEDULE_FORMS,
  type PaceSpec,
  type ScheduleSpec,
} from './read-flags.ts';

/** Flags of `hopscope replay` and `hopscope prove`, as they were written. */
export interface ReplayOptions
  extends
    OutputOptions,
    FleetFlags,
    Pick<SendingOptions, 'header' | 'era' | 'timeout' | 'capture' | 'workspace'> {
  readonly schedule: readonly ScheduleSpec[];
  readonly seed?: number;
  readonly pace: PaceSpec;
  readonly lanes?: number;
  readonly maxGap?: number;
  readonly repeat?: number;
  readonly allow: readonly string[];
  readonly allowAll?: true;
  readonly hold: readonly string[];
  readonly replace: readonly ReplayVariable[];
  readonly flow: readonly FlowDecision[];
  readonly unordered: readonly string[];
  readonly noise?: string;
  readonly learnNoise?: true;
  /** Of `replay` only. */
  readonly eras?: readonly Era[];
  readonly production?: true;
  readonly dryRun?: true;
  readonly report: readonly ReportWish<ReplayReport>[];
}

const MOST_LANES = 256;
const MOST_REPEATS = 1_000;
const HOUR_MS = 3_600_000;

/** Adds what both commands take. */
export function addReplayOptions(command: Command, kind: 'replay' | 'prove'): Command {
  command.option(
    '--to <[name=]target>',
    "an instance to send to, repeatable: a URL, an instance's name, or 'stdio:COMMAND LINE'; the first is the baseline",
    collect(parseLabelledTarget),
    [],
  );
  addRunOptions(command);
  command
    .option(
      '--schedule <name[,name]>',
      `which instance gets which step, repeatable: ${SCHEDULE_FORMS}; ${kind === 'prove' ? 'the whole battery' : 'round-robin, on one instance pinned,'} unless told`,
      collectAll(readSchedules),
      [],
    )
    .option('--seed <n>', 'of schedules that have one; 1 unless told', asArgument(readSeed))
    .addOption(
      new Option('--pace <pace>', `when requests leave: ${PACE_FORMS}`)
        .argParser(asArgument(readPace))
        .default({ kind: 'asap' }, 'asap'),
    )
    .option('--lanes <n>', 'with --pace asap: so many at once; 4 unless told', (text) =>
      readWholeNumber(text, 1, MOST_LANES),
    )
    .option('--max-gap <ms>', 'with --pace original or xN: no gap is longer', (text) =>
      readWholeNumber(text, 0, HOUR_MS),
    )
    .option('--repeat <n>', 'each schedule so often', (text) => readWholeNumber(text, 1, MOST_REPEATS))
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
    .option(
      '--replace <recorded=value>',
      'sends another text than was recorded, repeatable; ${NAME} in the value comes from the environment',
      collect(readVariable),
      [],
    )
    .option('--flow <decision>', 'use:ID, forbid:ID or pin:ID=VALUE, repeatable', collect(readFlow), [])
    .option(
      '--unordered <place>',
      "a list whose order says nothing, repeatable: 'METHOD[ NAME] POINTER', * for any index or key",
      collect(String),
      [],
    )
    .option('--noise <file>', 'noise that is known: what varies there says nothing')
    .option(
      '--learn-noise',
      'adds the noise that was seen to the file of --noise; made where it does not exist',
    )
    .option('--production', 'sends to hosts that look like production, too')
    .option('--dry-run', 'prints the plan, and sends nothing');
  if (kind === 'replay') {
    command.option(
      '--eras <a,b>',
      'sends everything in both eras, such as 2025-11-25,2026-07-28',
      asArgument(readEras),
    );
  }
  addReportOption(command, REPLAY_REPORTS);
  return addOutputOptions(addConnectionOptions(command));
}

/** Throws UsageError where flags do not go together. */
export function checkReplayOptions(options: ReplayOptions, kind: 'replay' | 'prove'): void {
  const { to, run, copies, dryRun, report, eras, schedule, repeat } = options;
  // A plan can be read before there is anything to send it to.
  if (!dryRun || to.length > 0 || run !== undefined) {
    checkFleetFlags(options, {
      nobody: kind === 'prove' ? 'There is nobody to prove it of' : 'There is nobody to send it to',
      one: 'a replay is of one fleet',
    });
  }
  if (options.era !== 'auto') {
    throw new UsageError(
      'A replay sends each request in the era in which it was recorded: leave --era out. "hopscope replay --eras legacy,modern" sends in both.',
    );
  }
  if (options.learnNoise && options.noise === undefined) {
    throw new UsageError('--learn-noise writes the file of --noise: give that, too.');
  }
  if (dryRun && report.length > 0) {
    throw new UsageError('--dry-run sends nothing that a report could tell of: leave one of the two out.');
  }
  if (dryRun && options.learnNoise)
    throw new UsageError('--dry-run sends nothing that noise could be learnt from.');
  if (eras && (schedule.length > 0 || repeat !== undefined)) {
    throw new UsageError('--eras has a schedule of its own: leave --schedule and --repeat out.');
  }
  if (kind === 'prove' && !dryRun && (run === undefined ? to.length : (copies ?? 2)) < 2) {
    throw new UsageError(
      'It takes two instances or more to see whether they answer alike: give --to again, or --copies 2.',
    );
  }
}

function asArgument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}

function collectAll<T>(
  read: (text: string) => readonly T[],
): (text: string, before: readonly T[]) => readonly T[] {
  const readOne = asArgument(read);
  return (text, before) => [...before, ...readOne(text)];
}
