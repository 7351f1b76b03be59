import type { JsonObject } from '../../shared/model/json.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { TASK_STATUSES, type TaskStatus } from '../../shared/model/task.ts';
import type { ReadAnswer } from '../client/read-answer.ts';

/** What an answer tells of a task. */
export interface ToldTask {
  readonly taskId: string;
  readonly status: TaskStatus;
  /** As the server wrote it. */
  readonly createdAt?: string;
  /** Absent: unlimited, or not told. */
  readonly ttlMs?: number;
  readonly pollIntervalMs?: number;
  /** What it asks for at the moment, by key. */
  readonly inputRequests: Readonly<Record<string, { readonly method: string; readonly params: JsonObject }>>;
}

/** An answer to one of the requests of a durability check. */
export type TaskReply =
  /** `handle`: its resultType is `task`, as only an answer's that hands one out. */
  | { readonly kind: 'task'; readonly task: ToldTask; readonly handle: boolean }
  /** Any other result; an acknowledgement is empty. */
  | { readonly kind: 'result'; readonly resultType: string; readonly isError: boolean }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** Nobody answered, or not in JSON-RPC: a sentence. */
  | { readonly kind: 'none'; readonly why: string };

/** The answer for a task that is not there. */
export const NOT_FOUND = -32602;

/**
 * Reads what came to a request. Pure.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#tasks
 */
export function readTaskReply(answer: Pick<ReadAnswer, 'answer' | 'failure' | 'status'>): TaskReply {
  const message = answer.answer;
  const result = message?.['result'];
  if (isJsonObject(result)) {
    const task = toldTask(result);
    const resultType = typeof result['resultType'] === 'string' ? result['resultType'] : 'complete';
    if (task) return { kind: 'task', task, handle: resultType === 'task' };
    return { kind: 'result', resultType, isError: result['isError'] === true };
  }
  const error = message?.['error'];
  if (isJsonObject(error)) {
    const { code, message: said } = error;
    return {
      kind: 'error',
      code: typeof code === 'number' ? code : Number.NaN,
      message: typeof said === 'string' ? said : '',
    };
  }
  if (answer.failure) return { kind: 'none', why: answer.failure.message };
  return {
    kind: 'none',
    why: `The answer is HTTP ${String(answer.status ?? 0)} without a JSON-RPC answer in it.`,
  };
}

/** Undefined where it is no task: neither an id nor a status that is one. */
function toldTask(result: JsonObject): ToldTask | undefined {
  const { taskId, createdAt, ttlMs, pollIntervalMs, inputRequests } = result;
  const status = TASK_STATUSES.find((known) => known === result['status']);
  if (typeof taskId !== 'string' || taskId === '' || status === undefined) return undefined;
  return {
    taskId,
    status,
    ...(typeof createdAt === 'string' && { createdAt }),
    ...(isDuration(ttlMs) && { ttlMs }),
    ...(isDuration(pollIntervalMs) && { pollIntervalMs }),
    inputRequests: readRequests(inputRequests),
  };
}

function readRequests(value: unknown): ToldTask['inputRequests'] {
  if (!isJsonObject(value)) return {};
  const read = Object.entries(value).flatMap(([key, request]) => {
    if (!isJsonObject(request) || typeof request['method'] !== 'string') return [];
    const params = isJsonObject(request['params']) ? request['params'] : {};
    return [[key, { method: request['method'], params }] as const];
  });
  return Object.fromEntries(read);
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** What was answered, in a few words for a sentence. */
export function saidOf(answer: TaskReply): string {
  switch (answer.kind) {
    case 'task':
      return `tells of the task ${answer.task.taskId}: ${answer.task.status}`;
    case 'result':
      return answer.isError
        ? 'answers that the tool failed'
        : `answers a result of the type ${answer.resultType}`;
    case 'error': {
      const message = answer.message.trim().replace(/[.]+$/, '');
      return `answers the error ${String(answer.code)}${message === '' ? '' : ` (${message})`}`;
    }
    case 'none':
      return 'does not answer';
  }
}
