import { isJsonObject } from '../../../shared/model/json.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import { isTerminal, TASK_STATUSES } from '../../../shared/model/task.ts';
import { pause } from '../../client/pause.ts';
import type { SentStep, StepOrder, StepSender } from './step-sender.ts';

/** Longest wait for a task, in ms. */
const MOST_MS = 30_000;
/** A task that still asks for input after so long, in ms, will not be answered in this run any more: what was to do that has failed. */
const MOST_ASKING_MS = 3_000;
/** What a server asks for between two polls is kept within these bounds, in ms. */
const SHORTEST_MS = 20;
const LONGEST_MS = 5_000;
/** Where the server asks for nothing. */
const USUAL_MS = 500;

/**
 * Sends a step; a poll on whose outcome others rely is sent again, at the pace that the server asks for, until the task is as far
 * as it was when it was recorded. The last answer counts. An error ends it: it would not be another one later.
 */
export function sendUntil(order: StepOrder, sender: StepSender, waiting: PollWait): Promise<SentStep> {
  const { until } = order.step;
  return until === undefined ? sender.send(order) : poll(order, sender, until, waiting);
}

interface PollWait {
  readonly signal: AbortSignal;
  readonly mostMs?: number;
  readonly mostAskingMs?: number;
}

async function poll(
  order: StepOrder,
  sender: StepSender,
  until: NonNullable<PlanStep['until']>,
  { signal, mostMs = MOST_MS, mostAskingMs = MOST_ASKING_MS }: PollWait,
): Promise<SentStep> {
  const startedAt = performance.now();
  for (;;) {
    const sent = await sender.send(order);
    if (sent.state !== 'answered') return sent;
    const waitMs = nextPollMs(until, sent.answer);
    const longest = asks(sent.answer) ? Math.min(mostMs, mostAskingMs) : mostMs;
    if (waitMs === undefined || performance.now() - startedAt + waitMs > longest) return sent;
    await pause(waitMs, signal);
    if (signal.aborted)
      return { ...sent, state: 'given-up', why: 'The replay was cancelled while its task ran.' };
  }
}

function asks(answer: StepAnswer | undefined): boolean {
  return isJsonObject(answer?.result) && answer.result['status'] === 'input_required';
}

/** As long as a task took when it was recorded it may take again, and twice more, in ms. */
const MORE_THAN_RECORDED = 3;
const AT_LEAST_MS = 3_000;

/**
 * How long a polled task may be waited for, in ms: by how long it had taken when it was recorded. `createdBy` is the step that made it;
 * where that is not known, as long as for any. Pure.
 */
export function longestWaitMs(poll: PlanStep, createdBy: PlanStep | undefined): number {
  if (!createdBy) return MOST_MS;
  const tookMs = poll.offsetMs + (poll.tookMs ?? 0) - createdBy.offsetMs;
  return Math.min(MOST_MS, AT_LEAST_MS + MORE_THAN_RECORDED * Math.max(0, tookMs));
}

/** After how many ms the task is to be asked for again; undefined where it is as far as it was, or there is none. Pure. */
export function nextPollMs(
  until: NonNullable<PlanStep['until']>,
  answer: StepAnswer | undefined,
): number | undefined {
  const task = isJsonObject(answer?.result) ? answer.result : undefined;
  const status = TASK_STATUSES.find((known) => known === task?.['status']);
  if (!task || status === undefined || isTerminal(status)) return undefined;
  if (until === 'asks' && status === 'input_required') return undefined;
  const { pollIntervalMs } = task;
  const wished = typeof pollIntervalMs === 'number' ? pollIntervalMs : USUAL_MS;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wished));
}
