import type { DrivenTask, TaskListen, TaskOutcome, TaskRouting } from '../../shared/model/driven-task.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import { isTerminal, type TaskStatus } from '../../shared/model/task.ts';
import type { TaskView } from './read-task.ts';
import { inputsAfter, type KnownInputs } from './task-inputs.ts';

/** Where the driving of one task stands. Every step gives a new one; nothing here knows a timer. */
export interface Course extends KnownInputs {
  readonly state: Exclude<DrivenTask['state'], 'forgotten'>;
  /** Sentences: why it is `stopped`, `waiting` or `lost`. */
  readonly why?: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly status: TaskStatus;
  readonly statusMessage?: string;
  readonly ttlMs: number | null;
  readonly serverPollMs?: number;
  /** Who told the present status, and the server's own time of it. */
  readonly toldBy: string;
  readonly lastUpdatedAt?: number;
  readonly handPollMs?: number;
  readonly routing: TaskRouting;
  readonly listen: TaskListen;
  readonly polls: number;
  readonly failures: number;
  /** A sentence: what the last poll that failed came to. */
  readonly trouble?: string;
  readonly unknownOn: readonly string[];
  readonly cancelAskedAt?: number;
  readonly cancelSentBy?: ExchangeRef;
  readonly cancelProblem?: string;
  readonly outcome?: TaskOutcome;
  /** It was seen alive after its ttl, and a person knows. */
  readonly outlived?: boolean;
}

/** Hopscope's own pace where a server names none, in ms. */
const DEFAULT_POLL_MS = 1_000;
/** Servers that ask to be polled without a pause are spared. */
const LEAST_POLL_MS = 50;
/** What a timer of this program can hold is longer, but nobody waits so long. */
const MOST_POLL_MS = 86_400_000;
/** Polls that fail in a row before a person has to go on. */
export const MOST_FAILURES = 8;
const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_OUTCOME = 100_000;
const LONGEST_MESSAGE = 2_000;

/** What is seen, by whom, in which exchange. */
export interface Seen {
  readonly view: TaskView;
  readonly by: ExchangeRef;
  readonly instanceId: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The course of a task that was just handed out. Pure. */
export function begin(
  seen: Seen,
  settings: { readonly routing: TaskRouting; readonly listen: TaskListen } = {
    routing: 'creator',
    listen: 'off',
  },
): Course {
  const { view, at, instanceId } = seen;
  const course: Course = {
    state: 'polling',
    startedAt: at,
    status: view.status,
    ttlMs: null,
    toldBy: instanceId,
    ...settings,
    polls: 0,
    failures: 0,
    unknownOn: [],
    inputs: [],
    answeredKeys: [],
  };
  return afterView(course, seen);
}

/**
 * After an answer or a notification that tells of the task. What another instance tells that is older than what is known
 * changes nothing but that it knows the task. Pure.
 */
export function afterView(course: Course, { view, by, instanceId, at }: Seen): Course {
  const known = course.unknownOn.filter((id) => id !== instanceId);
  const isOlder =
    instanceId !== course.toldBy &&
    view.lastUpdatedAt !== undefined &&
    course.lastUpdatedAt !== undefined &&
    view.lastUpdatedAt < course.lastUpdatedAt;
  if (isOlder || course.state === 'ended') return { ...course, unknownOn: known };
  const { statusMessage: _said, serverPollMs: _pace, lastUpdatedAt: _at, why: _why, ...rest } = course;
  const told: Course = {
    ...rest,
    status: view.status,
    ...(view.statusMessage !== undefined && { statusMessage: view.statusMessage.slice(0, LONGEST_MESSAGE) }),
    ...(view.ttlMs !== undefined && { ttlMs: view.ttlMs }),
    ...(view.pollIntervalMs !== undefined && { serverPollMs: view.pollIntervalMs }),
    ...(view.lastUpdatedAt !== undefined && { lastUpdatedAt: view.lastUpdatedAt }),
    toldBy: instanceId,
    unknownOn: known,
    inputs: inputsAfter(course, view, by, at),
  };
  if (isTerminal(view.status)) return { ...told, state: 'ended', outcome: outcomeOf(view, by) };
  if (course.state === 'paused') return told;
  const expiresAt = expiryOf(told);
  if (expiresAt !== undefined && at > expiresAt && course.outlived !== true) {
    return {
      ...told,
      state: 'stopped',
      outlived: true,
      why: `Its time to live has passed and its status is still ${view.status}: it may no longer be usable. Nothing is asked by itself any more.`,
    };
  }
  return { ...told, state: 'polling' };
}

/** Epoch ms: when its ttl passes, counted from when it was handed out. Undefined: never. Pure. */
export function expiryOf({ startedAt, ttlMs }: Pick<Course, 'startedAt' | 'ttlMs'>): number | undefined {
  return ttlMs === null ? undefined : startedAt + ttlMs;
}

/**
 * An instance said that it does not know the task. It is lost once all that may be asked say so. Pure.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors
 */
export function afterUnknown(
  course: Course,
  { instanceId, asks, name, at }: { instanceId: string; asks: readonly string[]; name: string; at: number },
): Course {
  const unknownOn = [...new Set([...course.unknownOn, instanceId])];
  if (course.state === 'ended' || !asks.every((id) => unknownOn.includes(id)))
    return { ...course, unknownOn };
  const who =
    asks.length > 1
      ? `None of the ${String(asks.length)} instances that were asked knows it`
      : `${name} does not know it`;
  return { ...course, unknownOn, state: 'lost', why: `${who} (-32602). ${whyGone(course, at)}` };
}

function whyGone(course: Course, at: number): string {
  const expiresAt = expiryOf(course);
  if (expiresAt !== undefined && at > expiresAt) {
    return 'Its time to live has passed, so the server was free to discard it.';
  }
  if (course.polls <= 1) return 'It was handed out before anybody could ask for it, or by somebody else.';
  return expiresAt === undefined
    ? 'It was known before, and has no end of its time to live: it is gone all the same.'
    : 'It was known before, and its time to live has not passed: it is gone too early.';
}

/** What a poll that failed came to. */
export interface PollFailure {
  /** A sentence. */
  readonly says: string;
  /** Asking again would change nothing. */
  readonly final: boolean;
}

/** After a round of polls in which nobody told anything of the task. Pure. */
export function afterFailure(course: Course, { says, final }: PollFailure): Course {
  const failures = course.failures + 1;
  const failed: Course = { ...course, failures, trouble: says };
  if (course.state !== 'polling' || (!final && failures < MOST_FAILURES)) return failed;
  const why = final
    ? `${says} Asking again would change nothing.`
    : `${says} That was the ${String(failures)}th failure in a row.`;
  return { ...failed, state: 'stopped', why };
}

/** After a round in which somebody told something; `trouble`: what became of the others of the round. Pure. */
export function afterSuccess(course: Course, trouble: string | undefined): Course {
  const { trouble: _before, ...rest } = course;
  return { ...rest, failures: 0, ...(trouble !== undefined && { trouble }) };
}

/** Ms from an answer to the next poll, by itself. Pure. */
export function paceOf(course: Course): Pick<DrivenTask, 'pollEveryMs' | 'paceBy'> {
  if (course.handPollMs !== undefined) return { pollEveryMs: course.handPollMs, paceBy: 'hand' };
  const { serverPollMs } = course;
  if (serverPollMs === undefined) return { pollEveryMs: DEFAULT_POLL_MS, paceBy: 'default' };
  return { pollEveryMs: Math.min(Math.max(serverPollMs, LEAST_POLL_MS), MOST_POLL_MS), paceBy: 'server' };
}

/** The pace, and longer after failures. Pure. */
export function delayOf(course: Course): number {
  const { pollEveryMs } = paceOf(course);
  if (course.failures === 0) return pollEveryMs;
  return Math.max(pollEveryMs, Math.min(LONGEST_BACKOFF_MS, DEFAULT_POLL_MS * 2 ** course.failures));
}

function outcomeOf({ status, result, error }: TaskView, shownBy: ExchangeRef): TaskOutcome {
  if (status === 'cancelled') return { shownBy, kind: 'cancelled' };
  const value = status === 'completed' ? result : error;
  if (value === undefined) return { shownBy, kind: 'none' };
  const kind = status === 'failed' ? 'error' : value['isError'] === true ? 'tool-error' : 'result';
  const isShort = JSON.stringify(value).length <= LONGEST_OUTCOME;
  return { shownBy, kind, ...(isShort && { value }) };
}
