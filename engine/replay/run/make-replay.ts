import type { ReplayWish, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { ReplayState, Verdict } from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import { CourseRunner, type ReplayCourse } from './course-runner.ts';
import { makeEras } from './make-eras.ts';
import type { ReplaysOptions } from './replays-options.ts';

type MakeOptions = Pick<ReplaysOptions, 'prove' | 'verdictOf' | 'findings' | 'deprecations' | 'onBug'>;

/** Makes a replay or a proof to its end, which is told in its record. Never rejects. */
export async function makeReplay(course: ReplayCourse, options: MakeOptions): Promise<void> {
  const { record, signal, now } = course;
  try {
    const runner = new CourseRunner(course);
    const outcome = await outcomeOf(course, runner, options);
    const ended = endOf(record.present(), signal.aborted);
    const judged = outcome.verdict && {
      verdict: await judgedVerdict(outcome.verdict, course, runner, options),
    };
    const learned = record.observations.learned(new Date(now()).toISOString().slice(0, 10));
    record.end({ ...ended, ...outcome, ...judged, learned, endedAt: now() });
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

async function outcomeOf(
  course: ReplayCourse,
  runner: CourseRunner,
  options: MakeOptions,
): Promise<Pick<ReplayState, 'verdict' | 'eras'>> {
  switch (course.wish.kind) {
    case 'prove':
      return { verdict: await options.prove(course, runner) };
    case 'eras':
      return { eras: await makeEras(course, runner, options.deprecations) };
    case 'replay':
      return { verdict: await plainRuns(course, runner, options) };
  }
}

/** With what the rules have found. Whoever has cancelled does not wait for that. */
async function judgedVerdict(
  verdict: Verdict,
  course: ReplayCourse,
  { sent }: CourseRunner,
  { findings: gather }: MakeOptions,
): Promise<Verdict> {
  if (course.signal.aborted) return verdict;
  course.record.doing('holding answers against the rules');
  try {
    const { findings, notes } = await gather(course, sent);
    return { ...verdict, findings, notes: [...verdict.notes, ...notes] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const note = `The answers could not be held against the rules: ${error.message}`;
    return { ...verdict, notes: [...verdict.notes, note] };
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
