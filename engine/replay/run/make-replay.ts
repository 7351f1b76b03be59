import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { ReplayWish, RunSummary, Schedule, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { ReplayState, Verdict } from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import type { InstanceControl } from '../../instances/instance-control.ts';
import type { LiveAnswer } from '../live-answer.ts';
import { LiveValues, type FilledVariable } from '../plan/live-values.ts';
import type { ReplayRecord } from './replay-record.ts';
import type { RecordedSteps } from './recorded-steps.ts';
import { runSchedule } from './run-schedule.ts';
import type { ReplaysOptions } from './replays-options.ts';
import type { StepSender } from './step-sender.ts';

type MakeOptions = Pick<ReplaysOptions, 'prove' | 'verdictOf' | 'onBug'>;

/** All that one replay is made with. */
export interface ReplayCourse {
  readonly wish: ReplayWish;
  readonly plan: ReplayPlan;
  readonly variables: readonly FilledVariable[];
  readonly record: ReplayRecord;
  readonly recorded: RecordedSteps;
  readonly schedule: (choice: ScheduleChoice) => Schedule;
  readonly senderOf: (run: number) => StepSender;
  readonly control: InstanceControl;
  readonly nameOf: (instanceId: string) => string;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
}

/** One schedule to be sent. */
export interface CourseRun {
  readonly schedule: Schedule;
  readonly purpose: RunSummary['purpose'];
  readonly onAnswer?: (answer: LiveAnswer) => void;
}

/** Sends schedules, one after the other; each is a run with values and sessions of its own. */
export class CourseRunner {
  readonly #course: ReplayCourse;
  #runs = 0;

  constructor(course: ReplayCourse) {
    this.#course = course;
  }

  async run({ schedule, purpose, onAnswer }: CourseRun): Promise<RunSummary> {
    const { plan, variables, record, recorded, control, nameOf, signal, now, wish } = this.#course;
    this.#runs += 1;
    const run = this.#runs;
    record.beginRun({ run, choice: schedule.choice, purpose });
    const summary = await runSchedule(
      {
        plan,
        schedule,
        run,
        purpose,
        pace: wish.pace,
        signal,
        onAnswer: (answer) => {
          record.answer(answer);
          onAnswer?.(answer);
        },
        onProgress: (progress) => {
          record.progress(progress);
        },
      },
      {
        drafts: recorded,
        values: new LiveValues(plan, variables),
        sender: this.#course.senderOf(run),
        control,
        nameOf,
        now,
      },
    );
    record.endRun(summary);
    return summary;
  }
}

/** Makes a replay or a proof to its end, which is told in its record. Never rejects. */
export async function makeReplay(course: ReplayCourse, options: MakeOptions): Promise<void> {
  const { record, signal, now, wish } = course;
  try {
    const runner = new CourseRunner(course);
    const verdict =
      wish.kind === 'prove' ? await options.prove(course, runner) : await plainRuns(course, runner, options);
    const learned = record.observations.learned(new Date(now()).toISOString().slice(0, 10));
    record.end({ ...endOf(record.present(), signal.aborted), verdict, learned, endedAt: now() });
  } catch (error) {
    if (signal.aborted) {
      record.end({ state: 'cancelled', endedAt: now() });
      return;
    }
    const isKnown = error instanceof AppError;
    if (!isKnown) options.onBug(error, 'a replay');
    const problem = isKnown ? error.message : `The replay could not be made: ${String(error)}`;
    record.end({ state: 'failed', problem, endedAt: now() });
  }
}

async function plainRuns(
  course: ReplayCourse,
  runner: CourseRunner,
  { verdictOf }: MakeOptions,
): Promise<Verdict> {
  const choices = wantedSchedules(course.wish);
  for (const [index, choice] of choices.entries()) {
    if (course.signal.aborted) break;
    course.record.doing(`run ${String(index + 1)} of ${String(choices.length)}: ${choice.name}`);
    await runner.run({ schedule: course.schedule(choice), purpose: 'replay' });
  }
  return verdictOf(course);
}

/** The schedules that are wanted, each as often as is wished for. */
export function wantedSchedules({ schedules, repeat = 1, seed = 1 }: ReplayWish): readonly ScheduleChoice[] {
  const wanted = schedules.length > 0 ? schedules : [{ name: 'pinned' } as const];
  return Array.from({ length: repeat }, () => wanted.map((choice) => ({ seed, ...choice }))).flat();
}

/** What a replay is in the end, its verdict aside. */
export function endOf(
  { runs, held }: Pick<ReplayState, 'runs' | 'held'>,
  cancelled: boolean,
): Pick<ReplayState, 'state'> & { readonly problem?: string } {
  if (cancelled) return { state: 'cancelled' };
  const broken = runs.filter(({ state, purpose }) => state === 'incomplete' && purpose !== 'witness');
  const [first] = broken;
  const problems = [
    ...(held > 0 ? [`${steps(held)} held: nobody allowed ${held === 1 ? 'it' : 'them'}.`] : []),
    ...(first?.problem === undefined ? [] : [`Run ${String(first.run)}: ${first.problem}`]),
    ...(broken.length > 1 ? [`${String(broken.length)} runs are incomplete.`] : []),
  ];
  return problems.length > 0 ? { state: 'incomplete', problem: problems.join(' ') } : { state: 'done' };
}

function steps(count: number): string {
  return count === 1 ? '1 step was' : `${String(count)} steps were`;
}
