import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import { META, type ExchangeParts } from './exchange.ts';

/** `_meta` of a client that declares the Tasks extension. */
export const TASK_META = {
  ...META,
  'io.modelcontextprotocol/clientCapabilities': {
    elicitation: {},
    extensions: { 'io.modelcontextprotocol/tasks': {} },
  },
} as const;

export const TASK_ID = 'f2b9c1d4-6f0e-4f53-9c39-3f9f2f5b7a10';
/** When tasks here are made: epoch ms, on the recorder's clock and on the server's. */
export const START = 1_800_000_000_000;

/** A task as a server tells it; working, and made at START. */
export function task(more: JsonObject = {}): JsonObject {
  const time = new Date(START).toISOString();
  return {
    taskId: TASK_ID,
    status: 'working',
    createdAt: time,
    lastUpdatedAt: time,
    ttlMs: 60_000,
    pollIntervalMs: 1000,
    ...more,
  };
}

/** Exchanges of a task: `at` is ms after START, where the exchange begins; it lasts 10 ms. */
export function at(ms: number, parts: ExchangeParts): ExchangeParts {
  return {
    meta: TASK_META,
    ...parts,
    row: { startedAt: START + ms, durationMs: 10, ...parts.row },
  };
}

/** A call that is answered with a task. */
export function creates(more: JsonObject = {}, parts: ExchangeParts = {}): ExchangeParts {
  return at(-20, {
    method: 'tools/call',
    params: { name: 'render_report', arguments: {} },
    result: { resultType: 'task', ...task(more) },
    ...parts,
  });
}

/** tasks/get, and what it is answered with; an error code where that is a number. */
export function polls(
  ms: number,
  answer: JsonObject | number = {},
  parts: ExchangeParts = {},
): ExchangeParts {
  return asks(ms, 'tasks/get', typeof answer === 'number' ? answer : task(answer), parts);
}

export function updates(ms: number, inputResponses: JsonObject, parts: ExchangeParts = {}): ExchangeParts {
  return asks(
    ms,
    'tasks/update',
    {},
    { ...parts, params: { taskId: TASK_ID, inputResponses, ...parts.params } },
  );
}

export function cancels(ms: number, parts: ExchangeParts = {}): ExchangeParts {
  return asks(ms, 'tasks/cancel', {}, parts);
}

/** A request about a task. */
function asks(ms: number, method: string, answer: JsonObject | number, parts: ExchangeParts): ExchangeParts {
  const params = { taskId: TASK_ID, ...parts.params };
  return at(ms, {
    method,
    headers: { 'Mcp-Name': params.taskId },
    ...(typeof answer === 'number'
      ? { error: { code: answer, message: 'Task not found' }, status: 400 }
      : { result: answer }),
    ...parts,
    params,
  });
}

/** A notification about a task. */
export function notifies(more: JsonObject = {}): JsonValue {
  return {
    jsonrpc: '2.0',
    method: 'notifications/tasks',
    params: { ...task(more), _meta: { 'io.modelcontextprotocol/subscriptionId': 1 } },
  };
}

/** A subscription to the task; its stream has begun with an acknowledgement. */
export function listens(ms: number, told: readonly JsonValue[], parts: ExchangeParts = {}): ExchangeParts {
  const notifications = { taskIds: [TASK_ID] };
  const acknowledged = {
    jsonrpc: '2.0',
    method: 'notifications/subscriptions/acknowledged',
    params: { notifications, _meta: { 'io.modelcontextprotocol/subscriptionId': 1 } },
  };
  return at(ms, {
    method: 'subscriptions/listen',
    params: { notifications },
    id: 1,
    stream: [acknowledged, ...told],
    ...parts,
  });
}

/** The same on another instance. */
export function on(instanceId: string, parts: ExchangeParts): ExchangeParts {
  return { ...parts, row: { ...parts.row, instanceId, instanceName: instanceId } };
}

/** A server that says who it is. */
export function discovers(instanceId: string, name: string, version = '1.0.0'): ExchangeParts {
  return {
    method: 'server/discover',
    row: { instanceId },
    result: {
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } },
      _meta: { 'io.modelcontextprotocol/serverInfo': { name, version } },
    },
  };
}
