import type { ExchangeRef } from './exchange-ref.ts';
import type { Era } from './instance.ts';
import type { PlanWish } from './replay-plan.ts';

/** Which instance gets which step. */
export const SCHEDULE_NAMES = [
  'pinned', // all on one: the baseline
  'round-robin',
  'random',
  'fan-out', // safe steps to all, writes once
  'adversarial', // who needs a value, a retry or a poll never goes where it came from
  'reorder', // independent steps swapped
  'failover', // an instance goes down on the way
  'legacy-sticky', // a session stays where it was opened: one instance a client of the recording
] as const;
export type ScheduleName = (typeof SCHEDULE_NAMES)[number];

/** One schedule that is wanted. */
export interface ScheduleChoice {
  readonly name: ScheduleName;
  /** The same seed gives the same placements. 1 where absent. */
  readonly seed?: number;
  /** Of `pinned`: on which; the first where absent. Of `failover`: which goes down. */
  readonly instanceId?: string;
  /** Of `failover`: before which step; half-way where absent. */
  readonly beforeStep?: number;
}

/** Where one step goes. */
export interface ScheduledStep {
  /** Of the plan's step. */
  readonly number: number;
  /** Instance ids: the first one's answer feeds later steps; the others are asked for comparison. */
  readonly to: readonly string[];
  readonly lane: number;
  /** Steps that must be over before it is sent. */
  readonly after: readonly number[];
  /** Ms that have to pass after those are over: a trial asks whether what fails at once goes well later. None where absent. */
  readonly pauseMs?: number;
}

/** A schedule worked out for a plan: pure, reproducible from its choice. */
export interface Schedule {
  readonly choice: Required<Pick<ScheduleChoice, 'name' | 'seed'>> & ScheduleChoice;
  readonly instanceIds: readonly string[];
  /** In the order in which they are to leave. Held steps are not among them. */
  readonly steps: readonly ScheduledStep[];
  /** Of `failover`: taken down before this step where Hopscope runs it; from there on nothing goes there. */
  readonly down?: { readonly instanceId: string; readonly beforeStep: number };
  /** One sentence: what it does. */
  readonly says: string;
}

/** When steps leave. Whatever it is: all that is planned is sent, or the run says incomplete. */
export type Pace =
  /** As fast as answers come, on so many lanes. */
  | { readonly kind: 'asap'; readonly lanes: number }
  /** As recorded, `factor` times as fast. */
  | { readonly kind: 'recorded'; readonly factor: number; readonly maxGapMs?: number }
  /** So many a second; what is late waits, nothing is dropped. */
  | { readonly kind: 'rate'; readonly perSecond: number };

export const REPLAY_KINDS = ['replay', 'prove', 'eras'] as const;
export type ReplayKind = (typeof REPLAY_KINDS)[number];

/** Reports of a replay that can be saved. */
export const REPLAY_REPORTS = ['json', 'junit', 'md', 'html'] as const;
export type ReplayReport = (typeof REPLAY_REPORTS)[number];

/** What is to be done. */
export interface ReplayWish {
  readonly kind: ReplayKind;
  readonly plan: PlanWish;
  /** The first one is the baseline. */
  readonly instanceIds: readonly string[];
  /** Of `replay`. `prove` has its battery where empty. */
  readonly schedules: readonly ScheduleChoice[];
  /** Each schedule so often. 1 where absent. */
  readonly repeat?: number;
  readonly seed?: number;
  readonly pace: Pace;
  /** Longest wait for one answer, in ms; 30 s where absent. */
  readonly timeoutMs?: number;
  /** Noise that is known: see NoiseEntry. */
  readonly noise?: readonly NoiseEntry[];
  /** Pointers whose arrays are sets: their order says nothing. `METHOD[ NAME] POINTER`, `*` for any index or key. */
  readonly unordered?: readonly string[];
  /** Of `eras`: the same intents in each. */
  readonly eras?: readonly Era[];
  /** A person has confirmed hosts that look like production. */
  readonly confirmed?: boolean;
}

/** What varies on one and the same instance and says nothing; a readable file in git holds these. */
export interface NoiseEntry {
  readonly method: string;
  /** Tool, prompt or uri; any where absent. */
  readonly name?: string;
  /** JSON pointer, `*` for any index. */
  readonly pointer: string;
  /** Why: what it was seen to be, such as "2 values in 2 runs on alpha: 2026-11-23T10:00:00Z, …". */
  readonly evidence: string;
  /** Date on which it was learnt. */
  readonly since: string;
}

/** A line of a noise file that says nothing that is understood. */
export interface NoiseProblem {
  /** From 1. */
  readonly line: number;
  /** What is wrong, and what is expected: a sentence. */
  readonly says: string;
}

/** What a noise file says. */
export interface NoiseFile {
  readonly entries: readonly NoiseEntry[];
  readonly problems: readonly NoiseProblem[];
}

export const STEP_STATES = [
  'answered', // whatever the answer says
  'failed', // no answer: refused, cut, timed out
  'held', // nobody allowed it
  'skipped', // what it needs never came
  'not-sent', // cancelled before its turn
] as const;
export type StepState = (typeof STEP_STATES)[number];

/** What became of one step on one instance in one run. */
export interface StepOutcome {
  readonly run: number;
  readonly number: number;
  readonly instanceId: string;
  readonly state: StepState;
  /** The exchange that shows it, where one was sent. */
  readonly ref?: ExchangeRef;
  /** Of all but `answered`: a sentence. */
  readonly why?: string;
}

/** One run: one schedule, once. */
export interface RunSummary {
  /** From 1. */
  readonly run: number;
  readonly choice: Schedule['choice'];
  readonly says: string;
  /** `witness`: a trial of the shrinking. */
  readonly purpose: 'replay' | 'battery' | 'witness';
  /** Of `eras`: in which all of it was said. */
  readonly era?: Era;
  readonly state: 'running' | 'done' | 'incomplete';
  /** Requests: a step that goes to three instances counts three times. */
  readonly planned: number;
  readonly counts: Readonly<Record<StepState, number>>;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Why `incomplete`: a sentence. */
  readonly problem?: string;
}
