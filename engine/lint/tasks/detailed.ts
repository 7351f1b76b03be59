import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { TaskStatus } from '../../../shared/model/task.ts';
import type { Knowledge } from '../knowledge.ts';
import type { SeenExchange, SeenMessage } from '../seen-exchange.ts';
import type { KnownTask } from './known-tasks.ts';

/** A task as tasks/get or a notification tells it: with all that its status asks for. */
export interface DetailedTask {
  readonly message: SeenMessage;
  /** Of the object that has its members. */
  readonly place: string;
  readonly task: JsonObject;
  readonly status: TaskStatus;
  /** What was known of it before. */
  readonly known: KnownTask | undefined;
}

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status */
export function detailedTasks(exchange: SeenExchange, known: Knowledge): readonly DetailedTask[] {
  return known.tasks.steps(exchange).flatMap(({ sighting, task: before }): readonly DetailedTask[] => {
    const { kind, message, place, task, status, legacy } = sighting;
    if ((kind !== 'poll' && kind !== 'notification') || legacy || !message || !status) return [];
    return [{ message, place, task, status, known: before }];
  });
}

/** Whether a value is a JSON-RPC error. */
export function isRpcError(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Number.isInteger(value['code']) && typeof value['message'] === 'string';
}

/** Whether a value is what a tool answers. */
export function isToolResult(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && (Array.isArray(value['content']) || value['isError'] !== undefined);
}

/** Whether an exchange is a tasks/update or tasks/cancel that was not refused. */
export function isAcknowledged({ method, answer }: SeenExchange): boolean {
  return (method === 'tasks/update' || method === 'tasks/cancel') && answer?.result !== undefined;
}

/** A resultType that exists, and is not the one of an ordinary result; undefined where it is none such. */
export function wrongAckType({ answer }: SeenExchange): 'task' | 'input_required' | undefined {
  const type = answer?.result?.['resultType'];
  return type === 'task' || type === 'input_required' ? type : undefined;
}

const UNKNOWN = /not found|unknown|no such|does(?: not|n['’]t) exist|not exist|expired/i;

/** Whether an error says that a task is not there. */
export function saysUnknown({ error }: SeenMessage): boolean {
  const message = error?.['message'];
  return typeof message === 'string' && UNKNOWN.test(message.slice(0, 1000));
}
