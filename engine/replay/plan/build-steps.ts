import type { Allowance, PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { isTerminal, TASK_STATUSES } from '../../../shared/model/task.ts';
import { assignLanes } from './lanes.ts';
import { isOfTool, rememberingJudge } from './allow-steps.ts';
import { kindOf, type Claims, type Judged } from './safety.ts';

/** A step as far as its own request and answer tell. */
export interface Asker {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly era: PlanStep['era'];
  readonly isTool: boolean;
  readonly isRound: boolean;
  /** Of a request about a task. */
  readonly taskId?: string;
  readonly client: number;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly instanceId: string;
  readonly instanceName: string;
  /** The exchange that it says that it goes on from. */
  readonly linkedTo?: number;
  hasAnswer: boolean;
  failedThen: boolean;
  /** Of a task, where the answer tells it. */
  status?: string;
}

/** A step whose `after` is still to be filled in: a hundred thousand are not copied for it. */
export type BareStep = Omit<PlanStep, 'after'> & { after: readonly number[] };
const NONE: readonly number[] = [];

export interface StepContext {
  readonly flows: readonly ValueFlow[];
  readonly claims: ReadonlyMap<string, Claims | undefined>;
}

/** What may depend on a step does so whether it is allowed or not. */
const EVERYTHING: Allowance = { tools: [], all: true };

/**
 * Makes steps of all that is sent again, in the order of their numbers, all of them as if everything were allowed: what is
 * held is told by allowSteps. Pure.
 */
export function buildSteps(askers: readonly Asker[], context: StepContext): BareStep[] {
  const ties = tiesOf(askers, context.flows);
  const { lanes } = assignLanes(
    askers.map(({ startedAt, endedAt }) => ({
      from: startedAt,
      ...(endedAt !== undefined && { to: endedAt }),
    })),
  );
  const begin = askers[0]?.startedAt ?? 0;
  const judge = rememberingJudge(context.claims, EVERYTHING);
  return askers.map((asker, at) => stepOf(asker, { ...context, ties, judge, lane: lanes[at] ?? 0, begin }));
}

/** What steps have to do with each other. */
interface Ties {
  /** By number: the round before, or the call that made the task. */
  readonly follows: ReadonlyMap<number, number>;
  /** By a task's id: the step that made it, and the last one that answered what it asked. */
  readonly creators: ReadonlyMap<string, Asker>;
  readonly updates: ReadonlyMap<string, number>;
}

function tiesOf(askers: readonly Asker[], flows: readonly ValueFlow[]): Ties {
  const steps = new Map<number, Asker>();
  for (const asker of askers) steps.set(asker.number, asker);
  const follows = new Map<number, number>();
  const creators = new Map<string, Asker>();
  const updates = new Map<string, number>();
  for (const { number, method, taskId, linkedTo } of askers) {
    if (linkedTo !== undefined && steps.has(linkedTo)) follows.set(number, linkedTo);
    if (method === 'tasks/update' && taskId !== undefined) updates.set(taskId, number);
  }
  for (const { kind, value, producer, consumers } of flows) {
    if (kind !== 'request-state' && kind !== 'task-id') continue;
    const cause = steps.get(producer.number);
    if (!cause) continue;
    if (kind === 'task-id') creators.set(String(value), cause);
    for (const { number } of consumers) follows.set(number, producer.number);
  }
  return { follows, creators, updates };
}

interface OneStep extends StepContext {
  readonly ties: Ties;
  readonly judge: (tool: string, isTool: boolean) => Judged;
  readonly lane: number;
  /** Epoch ms: when the first step left. */
  readonly begin: number;
}

function stepOf(asker: Asker, { ties, lane, begin, claims, judge }: OneStep): BareStep {
  const { number, method, name, era, client, startedAt, endedAt, instanceId, instanceName, taskId } = asker;
  const creator = taskId === undefined ? undefined : ties.creators.get(taskId);
  const tool = asker.isTool ? name : (creator?.name ?? method);
  const known = claims.get(tool);
  const kind = kindOf(method, { isRound: asker.isRound, readOnly: known?.readOnlyHint === true });
  const until = kind === 'poll' ? untilOf(asker, ties) : undefined;
  const follows = ties.follows.get(number);
  const isTools = isOfTool({ method, kind, tool });
  return {
    ...{ number, method, name, tool, era, kind, lane, client },
    offsetMs: Math.max(0, startedAt - begin),
    ...(endedAt !== undefined && { tookMs: Math.max(0, endedAt - startedAt) }),
    ...{ instanceId, instanceName },
    ...(isTools ? judge(tool, true) : judge(method, false)),
    ...(follows !== undefined && { follows }),
    ...(until && { until }),
    ...(asker.failedThen && { failedThen: true }),
    after: NONE,
  };
}

function untilOf({ number, status, taskId }: Asker, { updates }: Ties): PlanStep['until'] {
  const known = TASK_STATUSES.find((one) => one === status);
  if (known === undefined) return undefined;
  if (isTerminal(known)) return 'ended';
  const isAnswered = taskId !== undefined && (updates.get(taskId) ?? 0) > number;
  return known === 'input_required' && isAnswered ? 'asks' : undefined;
}

/** Instances that answered these steps. Pure. */
export function recordedOn(steps: readonly BareStep[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { instanceId, instanceName } of steps)
    if (instanceId !== '') names.set(instanceId, instanceName);
  return [...names].map(([id, name]) => ({ id, name }));
}
