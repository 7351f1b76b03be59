import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { TASK_STATUSES, type TaskStatus } from '../../shared/model/task.ts';

/** A task as an answer hands it out; read leniently: what is missing or odd is absent. */
export interface HandedOutTask {
  readonly taskId: string;
  /** Of 2025-11-25, without resultType. */
  readonly legacy: boolean;
  readonly status?: TaskStatus;
  readonly statusMessage?: string;
  /** Null is without end. */
  readonly ttlMs?: number | null;
  readonly pollIntervalMs?: number;
}

function readHandle(task: JsonObject, names: { readonly ttl: string; readonly poll: string }) {
  const { status, statusMessage } = task;
  const known = TASK_STATUSES.find((own) => own === status);
  const ttl: JsonValue | undefined = task[names.ttl];
  const poll = task[names.poll];
  return {
    ...(known !== undefined && { status: known }),
    ...(typeof statusMessage === 'string' && { statusMessage }),
    ...((typeof ttl === 'number' || ttl === null) && { ttlMs: ttl }),
    ...(typeof poll === 'number' && { pollIntervalMs: poll }),
  };
}

/**
 * The task that an answer is instead of a result; undefined where it is none. Pure.
 * Sources: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks#creating-tasks
 */
export function handedOutTask(message: JsonObject | undefined): HandedOutTask | undefined {
  const result = message?.['result'];
  if (!isJsonObject(result)) return undefined;
  if (result['resultType'] === 'task' && typeof result['taskId'] === 'string') {
    const names = { ttl: 'ttlMs', poll: 'pollIntervalMs' };
    return { taskId: result['taskId'], legacy: false, ...readHandle(result, names) };
  }
  const { task } = result;
  if (result['resultType'] !== undefined || !isJsonObject(task) || typeof task['taskId'] !== 'string') {
    return undefined;
  }
  return { taskId: task['taskId'], legacy: true, ...readHandle(task, { ttl: 'ttl', poll: 'pollInterval' }) };
}
