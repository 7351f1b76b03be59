import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { placeIn } from '../../../shared/model/place.ts';
import { TASK_STATUSES, type TaskStatus } from '../../../shared/model/task.ts';
import type { SeenExchange, SeenMessage } from '../seen-exchange.ts';

/** One thing that an exchange tells of a task, or asks of it. */
export interface TaskSighting {
  /** `result` and `list` are tasks/result and tasks/list of 2025-11-25. */
  readonly kind: 'created' | 'poll' | 'update' | 'cancel' | 'notification' | 'result' | 'list';
  readonly taskId: string;
  /** It goes by revision 2025-11-25. */
  readonly legacy: boolean;
  /** The message that tells it: root of its places. Absent where no answer came. */
  readonly message?: SeenMessage;
  /** Of the object that has the task's members; '' where there is none. */
  readonly place: string;
  /** The object that has the task's members: empty where none was told. */
  readonly task: JsonObject;
  /**
   * Epoch ms: what is told was so at some moment from `from`, when it was asked, to `at`, when it came. A notification
   * has no moment before it came.
   */
  readonly from: number;
  readonly at: number;
  readonly status?: TaskStatus;
  /** Epoch ms by the server's clock. */
  readonly createdAt?: number;
  readonly lastUpdatedAt?: number;
  readonly ttlMs?: number | null;
  readonly pollIntervalMs?: number;
  /** JSON-RPC code of the error that came instead. */
  readonly errorCode?: number;
}

/** The error for a task that the server does not know. */
export const UNKNOWN_TASK = -32602;

const NONE: readonly TaskSighting[] = [];
const read = new WeakMap<SeenExchange, readonly TaskSighting[]>();

/**
 * What an exchange shows of tasks, of either era: notifications first, in their order, then what the request is about.
 * Pure; reads each exchange once.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks
 */
export function taskSightings(exchange: SeenExchange): readonly TaskSighting[] {
  let sightings = read.get(exchange);
  if (!sightings) {
    const notified = notifiedIn(exchange);
    const asked = askedIn(exchange);
    sightings = notified.length + asked.length === 0 ? NONE : [...notified, ...asked];
    read.set(exchange, sightings);
  }
  return sightings;
}

function notifiedIn(exchange: SeenExchange): TaskSighting[] {
  const sightings: TaskSighting[] = [];
  for (const message of exchange.messages) {
    const { method, params, place, from, atMs } = message;
    if (from !== 'server' || message.kind !== 'notification') continue;
    const legacy = method === 'notifications/tasks/status';
    if (!legacy && method !== 'notifications/tasks') continue;
    const { taskId } = params;
    if (typeof taskId !== 'string') continue;
    const at = exchange.startedAt + atMs;
    const told = { kind: 'notification', taskId, legacy, message, from: at, at } as const;
    sightings.push({ ...told, ...taskIn(params, placeIn(place, 'params')) });
  }
  return sightings;
}

const KINDS = new Map([
  ['tasks/get', 'poll'],
  ['tasks/update', 'update'],
  ['tasks/cancel', 'cancel'],
  ['tasks/result', 'result'],
] as const);

function askedIn(exchange: SeenExchange): readonly TaskSighting[] {
  const { request, method, answer, startedAt, speaks } = exchange;
  if (request.message?.kind !== 'request') return NONE;
  const at = answer ? startedAt + answer.atMs : (exchange.endedAt ?? startedAt);
  const base = { legacy: speaks === 'legacy', from: startedAt, at, ...(answer && { message: answer }) };
  if (method === 'tasks/list') return listed(answer, base);
  const kind = KINDS.get(method as 'tasks/get');
  if (!kind) return created(exchange, base);
  const { taskId } = request.message.params;
  if (typeof taskId !== 'string') return NONE;
  const code = answer?.error?.['code'];
  return [
    {
      ...base,
      kind,
      taskId,
      // The answer to tasks/result is what the request would have been answered with: no task.
      ...taskIn(
        kind === 'result' ? undefined : answer?.result,
        answer?.result ? placeIn(answer.place, 'result') : '',
      ),
      ...(typeof code === 'number' && { errorCode: code }),
    },
  ];
}

type Base = Pick<TaskSighting, 'legacy' | 'from' | 'at' | 'message'>;

function listed(answer: SeenMessage | undefined, base: Base): readonly TaskSighting[] {
  const tasks = answer?.result?.['tasks'];
  if (!answer || !Array.isArray(tasks)) return NONE;
  return (tasks as readonly JsonValue[]).flatMap((task, at): readonly TaskSighting[] => {
    if (!isJsonObject(task) || typeof task['taskId'] !== 'string') return NONE;
    const place = placeIn(answer.place, 'result', 'tasks', at);
    return [{ ...base, legacy: true, kind: 'list', taskId: task['taskId'], ...taskIn(task, place) }];
  });
}

function created({ answer }: SeenExchange, base: Base): readonly TaskSighting[] {
  const result = answer?.result;
  if (!answer || !result) return NONE;
  // 2025-11-25 nests it.
  const nested = result['task'];
  const legacy = isJsonObject(nested) && result['taskId'] === undefined;
  const task = legacy ? nested : result;
  const { taskId, status } = task;
  if (typeof taskId !== 'string') return NONE;
  if (result['resultType'] !== 'task' && !(isStatus(status) && result['content'] === undefined)) return NONE;
  const place = placeIn(answer.place, 'result', ...(legacy ? ['task'] : []));
  return [{ ...base, legacy: legacy || base.legacy, kind: 'created', taskId, ...taskIn(task, place) }];
}

/** The members of a task, in either era's names. */
function taskIn(
  task: JsonObject | undefined,
  place: string,
): Omit<TaskSighting, 'kind' | 'taskId' | 'legacy' | 'from' | 'at' | 'message'> {
  if (!task) return { task: {}, place: '' };
  const { status } = task;
  const createdAt = timeOf(task['createdAt']);
  const lastUpdatedAt = timeOf(task['lastUpdatedAt']);
  const ttlMs =
    task['ttlMs'] ?? task['ttl'] ?? (task['ttlMs'] === null || task['ttl'] === null ? null : undefined);
  const pollIntervalMs = task['pollIntervalMs'] ?? task['pollInterval'];
  return {
    task,
    place,
    ...(isStatus(status) && { status }),
    ...(createdAt !== undefined && { createdAt }),
    ...(lastUpdatedAt !== undefined && { lastUpdatedAt }),
    ...((typeof ttlMs === 'number' || ttlMs === null) && { ttlMs }),
    ...(typeof pollIntervalMs === 'number' && { pollIntervalMs }),
  };
}

function isStatus(value: unknown): value is TaskStatus {
  return (TASK_STATUSES as readonly unknown[]).includes(value);
}

function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
