import type { DetailedTask, TaskAnswer, TaskQuestions, TaskRecord } from './task.ts';
import type { Answers, WorkEnd, WorkKind } from './work.ts';

/** The faults that the fleet can be started with, as far as they are in here. */
export interface TaskFaults {
  /** `stuck-task`: work never ends. */
  readonly stuck?: boolean;
  /** `flapping-task`: what is completed works again for a while, over and over. */
  readonly flapping?: boolean;
}

/** How long a flapping task stays at either; twice that is no poll interval, so who polls as asked sees both. */
export const FLAP_MS = 300;

type Standing =
  | { readonly kind: 'busy'; readonly since: number; readonly message: string }
  | {
      readonly kind: 'asking';
      readonly since: number;
      readonly message: string;
      readonly open: TaskQuestions;
    }
  | { readonly kind: 'ended'; readonly since: number; readonly end: WorkEnd };

/**
 * Where a task stands at a time: pure, and the same on every instance, so that none has to be there for the work to go on.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status
 *
 * @param now epoch ms
 */
export function taskAt(
  record: TaskRecord,
  kind: WorkKind,
  now: number,
  faults: TaskFaults = {},
): DetailedTask {
  const { cancelledAt } = record;
  const standing = standingAt(record, kind, Math.min(now, cancelledAt ?? now), faults);
  const told = (since: number, statusMessage: string) => ({
    taskId: record.id,
    statusMessage,
    createdAt: new Date(record.createdAt).toISOString(),
    lastUpdatedAt: new Date(since).toISOString(),
    ttlMs: record.ttlMs,
    pollIntervalMs: kind.pollIntervalMs,
  });
  if (standing.kind !== 'ended' && cancelledAt !== undefined) {
    return { ...told(cancelledAt, 'Cancelled at the request of the client.'), status: 'cancelled' };
  }
  switch (standing.kind) {
    case 'busy':
      return { ...told(standing.since, standing.message), status: 'working' };
    case 'asking':
      return {
        ...told(standing.since, standing.message),
        status: 'input_required',
        inputRequests: standing.open,
      };
    case 'ended': {
      const { since, end } = standing;
      if (end.kind === 'error') {
        const { code, message } = end;
        return { ...told(since, message), status: 'failed', error: { code, message } };
      }
      const turns = faults.flapping === true ? Math.floor((now - since) / FLAP_MS) : 0;
      const turnedAt = since + turns * FLAP_MS;
      if (turns % 2 === 1) return { ...told(turnedAt, 'Begun again.'), status: 'working' };
      return { ...told(turnedAt, end.message), status: 'completed', result: end.result };
    }
  }
}

/** Those of the responses that answer what the task asks for at this time; all others are to be ignored. */
export function answersTo(
  task: DetailedTask,
  responses: Readonly<Record<string, unknown>>,
  now: number,
): readonly TaskAnswer[] {
  if (task.status !== 'input_required') return [];
  return Object.keys(task.inputRequests)
    .filter((key) => Object.hasOwn(responses, key))
    .map((key) => ({ key, response: responses[key], at: now }));
}

function standingAt(record: TaskRecord, kind: WorkKind, now: number, faults: TaskFaults): Standing {
  const work = kind.begin(record.input);
  let since = record.createdAt;
  let answers: Answers = {};
  let message = '';
  for (;;) {
    const turn = work.next(answers);
    answers = {};
    if (turn.done === true) {
      if (faults.stuck === true) return { kind: 'busy', since, message };
      return { kind: 'ended', since, end: turn.value };
    }
    const step = turn.value;
    message = step.message;
    if (step.kind === 'busy') {
      if (now < since + step.forMs) return { kind: 'busy', since, message };
      since += step.forMs;
      continue;
    }
    const given = record.answers.filter(({ key }) => Object.hasOwn(step.questions, key));
    const answered = new Set(given.map(({ key }) => key));
    since = Math.max(since, ...given.map(({ at }) => at));
    const open = Object.entries(step.questions).filter(([key]) => !answered.has(key));
    if (open.length > 0) return { kind: 'asking', since, message, open: Object.fromEntries(open) };
    answers = Object.fromEntries(given.map(({ key, response }) => [key, response]));
  }
}
