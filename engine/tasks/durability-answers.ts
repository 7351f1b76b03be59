import type { JsonObject } from '../../shared/model/json.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { ReadAnswer } from '../client/read-answer.ts';
import { readTask, type TaskView } from './read-task.ts';

/** What an answer tells of a task. */
export type ToldTask = TaskView & {
  /** As the server wrote it. */
  readonly createdAt?: string;
};

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

/** Undefined where it is no task: without an id, or without a status that is one. */
function toldTask(result: JsonObject): ToldTask | undefined {
  const read = readTask(result);
  if (!read.ok) return undefined;
  const { createdAt } = result;
  return typeof createdAt === 'string' ? { ...read.view, createdAt } : read.view;
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
