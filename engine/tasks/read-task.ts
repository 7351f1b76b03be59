import type { InputRequest } from '../../shared/model/input.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { TASK_STATUSES, type TaskStatus } from '../../shared/model/task.ts';

/** What a server told of a task at one moment: in the answer that made it, to tasks/get, or by notifications/tasks. */
export interface TaskView {
  readonly taskId: string;
  readonly status: TaskStatus;
  readonly statusMessage?: string;
  /** Null is without end; absent: not told, or in no way that means anything. */
  readonly ttlMs?: number | null;
  readonly pollIntervalMs?: number;
  /** The server's own time, epoch ms. */
  readonly lastUpdatedAt?: number;
  /** What it asks for, where its status is `input_required`. */
  readonly requests: readonly (InputRequest & { readonly key: string })[];
  readonly result?: JsonObject;
  readonly error?: JsonObject;
}

export type ReadTask =
  | { readonly ok: true; readonly view: TaskView }
  /** A sentence: why this says nothing of a task. */
  | { readonly ok: false; readonly problem: string };

const SHOWN = 60;

/**
 * Reads a Task, in whatever carried it. Members that are optional and mean nothing are taken as absent: what is wrong with
 * them is for the rules to say. Pure.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#tasks
 */
export function readTask(value: JsonObject): ReadTask {
  const { taskId, status, statusMessage } = value;
  if (typeof taskId !== 'string' || taskId === '') return { ok: false, problem: 'It has no "taskId".' };
  const known = TASK_STATUSES.find((one) => one === status);
  if (known === undefined) {
    const shown = JSON.stringify(status ?? null).slice(0, SHOWN);
    return { ok: false, problem: `Its "status" is none that a task can have: ${shown}.` };
  }
  const ttlMs = value['ttlMs'] === null ? null : atLeastZero(value['ttlMs']);
  const pollIntervalMs = atLeastZero(value['pollIntervalMs']);
  const lastUpdatedAt = timeOf(value['lastUpdatedAt']);
  return {
    ok: true,
    view: {
      taskId,
      status: known,
      ...(typeof statusMessage === 'string' && { statusMessage }),
      ...(ttlMs !== undefined && { ttlMs }),
      ...(pollIntervalMs !== undefined && { pollIntervalMs }),
      ...(lastUpdatedAt !== undefined && { lastUpdatedAt }),
      requests: known === 'input_required' ? requestsIn(value['inputRequests']) : [],
      ...(isJsonObject(value['result']) && { result: value['result'] }),
      ...(isJsonObject(value['error']) && { error: value['error'] }),
    },
  };
}

function requestsIn(value: JsonValue | undefined): TaskView['requests'] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([key, request]) => ({
    key,
    method: isJsonObject(request) && typeof request['method'] === 'string' ? request['method'] : '',
    params: isJsonObject(request) && isJsonObject(request['params']) ? request['params'] : {},
  }));
}

function atLeastZero(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined;
}

function timeOf(value: JsonValue | undefined): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
