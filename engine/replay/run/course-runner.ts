import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { ReplayWish, RunSummary, Schedule, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { InstanceControl } from '../../instances/instance-control.ts';
import type { EraPlan } from '../eras/era-plan.ts';
import { SentExchanges } from '../findings/sent-exchanges.ts';
import type { LiveAnswer } from '../live-answer.ts';
import { LiveValues, type FilledVariable } from '../plan/live-values.ts';
import type { ReplayRecord } from './replay-record.ts';
import type { RecordedSteps } from './recorded-steps.ts';
import type { DraftSource } from './run-order.ts';
import { runSchedule } from './run-schedule.ts';
import { notedSender, type StepSender } from './step-sender.ts';

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
  /** All is said in this era; the schedule has nothing in it that cannot be. */
  readonly inEra?: EraPlan;
}

/** Sends schedules, one after the other; each is a run with values and sessions of its own. */
export class CourseRunner {
  readonly #course: ReplayCourse;
  /** What was sent for which step, trials aside: the rules are asked of these. */
  readonly sent = new SentExchanges();
  #runs = 0;

  constructor(course: ReplayCourse) {
    this.#course = course;
  }

  async run({ schedule, purpose, onAnswer, inEra }: CourseRun): Promise<RunSummary> {
    const { variables, record, recorded, control, nameOf, signal, now, wish } = this.#course;
    const plan = inEra?.plan ?? this.#course.plan;
    const era = inEra && { era: inEra.era };
    this.#runs += 1;
    const run = this.#runs;
    record.beginRun({ run, choice: schedule.choice, purpose, ...era });
    const sender = this.#course.senderOf(run);
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
        drafts: inEra ? translated(recorded, inEra) : recorded,
        values: new LiveValues(plan, variables),
        sender: purpose === 'witness' ? sender : notedSender(sender, this.sent),
        control,
        nameOf,
        now,
      },
    );
    const ended = { ...summary, ...era };
    record.endRun(ended);
    return ended;
  }
}

function translated(recorded: RecordedSteps, { draft }: EraPlan): DraftSource {
  return {
    drafts: async (numbers) =>
      new Map([...(await recorded.drafts(numbers))].map(([number, own]) => [number, draft(own)])),
  };
}
