import { NO_TAMPER, type Draft, type JsonObject } from '../../shared/model/draft.ts';
import { isJsonObject, type JsonValue } from '../../shared/model/json.ts';
import { MODERN_REVISION, TASKS_EXTENSION } from '../../shared/spec/modern.ts';

/** Longest wait for the answer to one of these requests, where the call's own draft names none; ms. */
const TIMEOUT_MS = 15_000;

/** What all requests about one task have in common: who asks, and what it declares. */
export type TaskBase = Pick<
  Draft,
  'revision' | 'clientCapabilities' | 'clientInfo' | 'timeoutMs' | 'respond'
>;

/** What of the call's draft holds for the requests about the task that it made. Pure. */
export function baseOf(
  call: Pick<Draft, 'revision' | 'clientCapabilities' | 'clientInfo' | 'timeoutMs' | 'respond'>,
): TaskBase {
  const { revision, clientCapabilities, clientInfo, timeoutMs, respond } = call;
  return {
    revision,
    clientCapabilities: declaringTasks(clientCapabilities),
    clientInfo,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(respond && { respond }),
  };
}

/** The same where the call was recorded without its draft. Pure. */
export function plainBase(client: {
  readonly info: { readonly name: string; readonly version: string };
  readonly capabilities: JsonObject;
}): TaskBase {
  return baseOf({
    revision: MODERN_REVISION,
    clientCapabilities: client.capabilities,
    clientInfo: client.info,
  });
}

/**
 * These capabilities and the tasks extension: a server refuses tasks/* without it.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors
 */
export function declaringTasks(capabilities: JsonObject): JsonObject {
  const extensions = isJsonObject(capabilities['extensions']) ? capabilities['extensions'] : {};
  if (extensions[TASKS_EXTENSION] !== undefined) return capabilities;
  return { ...capabilities, extensions: { ...extensions, [TASKS_EXTENSION]: {} } };
}

/** tasks/get. Mcp-Name mirrors the task's id, as of every request of this name. Pure. */
export function getDraft(base: TaskBase, taskId: string): Draft {
  return draftOf(base, 'tasks/get', { taskId });
}

/** tasks/update. Pure. */
export function updateDraft(
  base: TaskBase,
  taskId: string,
  inputResponses: Readonly<Record<string, JsonValue>>,
): Draft {
  return draftOf(base, 'tasks/update', { taskId, inputResponses });
}

/** tasks/cancel: notifications/cancelled must not be used for it. Pure. */
export function cancelDraft(base: TaskBase, taskId: string): Draft {
  return draftOf(base, 'tasks/cancel', { taskId });
}

/** The subscription that tells of the task, for as long as the stream is open. Pure. */
export function listenDraft(base: TaskBase, taskId: string): Draft {
  const { timeoutMs: _none, ...draft } = draftOf(base, 'subscriptions/listen', {
    notifications: { taskIds: [taskId] },
  });
  return draft;
}

function draftOf(base: TaskBase, method: string, params: JsonObject): Draft {
  const { revision, clientCapabilities, clientInfo, timeoutMs = TIMEOUT_MS } = base;
  return {
    era: 'modern',
    revision,
    method,
    params,
    clientCapabilities,
    clientInfo,
    tamper: NO_TAMPER,
    timeoutMs,
    // Each is exactly one exchange: what comes next is the driver's to decide.
    followUp: false,
  };
}
