import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { KeptTask } from './kept-tasks.ts';
import { saysOf } from './says.ts';
import { expiryOf, paceOf, type Course } from './task-course.ts';
import type { DriveIdentity } from './task-way.ts';

/** What is to be seen of a driven task beside its course. */
export interface Around {
  readonly asks: readonly string[];
  readonly nameOf: (instanceId: string) => string;
  readonly listening: readonly { readonly instanceId: string; readonly ref: ExchangeRef }[];
  readonly listenProblem: string | undefined;
  readonly nextPollAt: number | undefined;
  readonly lastPoll: ExchangeRef | undefined;
}

/** A driven task as the screens see it. Pure. */
export function viewOf(identity: DriveIdentity, course: Course, around: Around): DrivenTask {
  const { id, taskId, tool, created, creator } = identity;
  const { asks, nameOf, listening, listenProblem, nextPollAt, lastPoll } = around;
  const { statusMessage, serverPollMs, cancelAskedAt, cancelSentBy, cancelProblem, outcome } = course;
  const expiresAt = expiryOf(course);
  return {
    id,
    taskId,
    tool,
    created,
    creator,
    startedAt: course.startedAt,
    state: course.state,
    says: saysOf(course, {
      asks,
      nameOf,
      listening: listening.map(({ instanceId }) => nameOf(instanceId)),
      ...(nextPollAt !== undefined && { nextPollAt }),
      ...(listenProblem !== undefined && { listenProblem }),
    }),
    status: course.status,
    ...(statusMessage !== undefined && { statusMessage }),
    ttlMs: course.ttlMs,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(serverPollMs !== undefined && { serverPollMs }),
    ...paceOf(course),
    routing: course.routing,
    asks,
    listen: course.listen,
    listening: listening.map(({ ref }) => ref),
    ...(nextPollAt !== undefined && { nextPollAt }),
    polls: course.polls,
    failures: course.failures,
    unknownOn: course.unknownOn,
    ...(lastPoll && { lastPoll }),
    inputs: course.inputs,
    ...(cancelAskedAt !== undefined && { cancelAskedAt }),
    ...(cancelSentBy && { cancelSentBy }),
    ...(cancelProblem !== undefined && { cancelProblem }),
    ...(outcome && { outcome }),
  };
}

/** What the next start needs to go on; undefined where nothing is left to do. Pure. */
export function keptOf(
  identity: DriveIdentity,
  course: Course,
  members: readonly string[],
): KeptTask | undefined {
  const { state, serverPollMs, handPollMs, cancelAskedAt } = course;
  if (state === 'ended' || state === 'lost') return undefined;
  const { origin: _origin, ...same } = identity;
  return {
    ...same,
    members: [...members],
    startedAt: course.startedAt,
    status: course.status,
    ttlMs: course.ttlMs,
    ...(serverPollMs !== undefined && { serverPollMs }),
    ...(handPollMs !== undefined && { handPollMs }),
    routing: course.routing,
    listen: course.listen,
    paused: state === 'paused',
    answeredKeys: [...course.answeredKeys],
    ...(cancelAskedAt !== undefined && { cancelAskedAt }),
  };
}

/** The course on which a kept task goes on. Pure. */
export function resumed(kept: KeptTask, isOverProcess: boolean): Course {
  const { serverPollMs, handPollMs, cancelAskedAt } = kept;
  const stopped = isOverProcess && !kept.paused;
  return {
    state: kept.paused ? 'paused' : stopped ? 'stopped' : 'polling',
    ...(stopped && {
      why: `${kept.creator.instanceName} is a command: the process that made it ended with the last Hopscope. Going on starts another one and asks that.`,
    }),
    startedAt: kept.startedAt,
    status: kept.status,
    ttlMs: kept.ttlMs,
    ...(serverPollMs !== undefined && { serverPollMs }),
    toldBy: kept.creator.instanceId,
    ...(handPollMs !== undefined && { handPollMs }),
    routing: kept.routing,
    listen: kept.listen,
    polls: 0,
    failures: 0,
    unknownOn: [],
    inputs: [],
    answeredKeys: kept.answeredKeys,
    ...(cancelAskedAt !== undefined && { cancelAskedAt }),
  };
}
