/**
 * An MCP server on stdio that makes a task of every call, working to the extension: `approve` asks for a name first. A task
 * gets on by one step a poll and has ended after three; while somebody listens, it does so by itself and tells of it.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */
import { createInterface } from 'node:readline';

const EXTENSION = 'io.modelcontextprotocol/tasks';
const STEPS = 3;
const LISTEN_STEP_MS = 20;
const FORM = {
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: 'Who are you?',
    requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
};

interface Task {
  readonly taskId: string;
  asks: boolean;
  name: string;
  steps: number;
  cancelled: boolean;
  listened: boolean;
}

interface Message {
  readonly id?: number | string;
  readonly method: string;
  readonly params?: Record<string, unknown>;
}

const tasks = new Map<string, Task>();
const write = (message: object): void => {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
};

function shown({ taskId, asks, name, steps, cancelled }: Task): object {
  const isOver = steps >= STEPS;
  const status = cancelled ? 'cancelled' : asks ? 'input_required' : isOver ? 'completed' : 'working';
  return {
    taskId,
    status,
    createdAt: '2026-11-23T02:29:06.779Z',
    lastUpdatedAt: `2026-11-23T02:29:0${String(7 + Math.min(steps, 2))}.779Z`,
    ttlMs: 60_000,
    pollIntervalMs: 50,
    ...(status === 'input_required' && { inputRequests: { who: FORM } }),
    ...(status === 'completed' && {
      result: { resultType: 'complete', content: [{ type: 'text', text: `Done for ${name}` }] },
    }),
  };
}

function step(task: Task): void {
  if (!task.asks && !task.cancelled) task.steps += 1;
}

function tell(task: Task, subscription: number | string): void {
  task.listened = true;
  const timer = setInterval(() => {
    step(task);
    const _meta = { 'io.modelcontextprotocol/subscriptionId': subscription };
    write({ method: 'notifications/tasks', params: { ...shown(task), _meta } });
    if (task.steps >= STEPS || task.cancelled) clearInterval(timer);
  }, LISTEN_STEP_MS);
}

function aboutTask(method: string, task: Task, params: Record<string, unknown>): object | undefined {
  switch (method) {
    case 'tasks/get':
      if (!task.listened) step(task);
      return shown(task);
    case 'tasks/update': {
      const { who } = params['inputResponses'] as { who?: { content?: { name?: string } } };
      task.name = who?.content?.name ?? 'nobody';
      task.asks = false;
      return {};
    }
    case 'tasks/cancel':
      task.cancelled = true;
      return {};
    default:
      return undefined;
  }
}

function answer({ id, method, params = {} }: Message): void {
  if (id === undefined) return;
  const reply = (result: object): void => write({ id, result: { resultType: 'complete', ...result } });
  const kept = { ttlMs: 0, cacheScope: 'private' };
  if (method === 'server/discover') {
    const capabilities = { tools: {}, extensions: { [EXTENSION]: {} } };
    const serverInfo = { name: 'stdio-tasks', version: '1.0.0' };
    reply({ supportedVersions: ['2026-07-28'], capabilities, serverInfo, ...kept });
  } else if (method === 'tools/list') {
    const tools = ['work', 'approve'].map((name) => ({ name, inputSchema: { type: 'object' } }));
    reply({ tools, ...kept });
  } else if (method === 'tools/call') {
    const taskId = `stdio-${String(tasks.size + 1)}`;
    const asks = params['name'] === 'approve';
    const task = { taskId, asks, name: 'nobody', steps: 0, cancelled: false, listened: false };
    tasks.set(taskId, task);
    const { inputRequests: _later, ...handle } = shown(task) as { inputRequests?: object };
    reply({ ...handle, resultType: 'task' });
  } else if (method === 'subscriptions/listen') {
    const { taskIds = [] } = (params['notifications'] ?? {}) as { taskIds?: string[] };
    const _meta = { 'io.modelcontextprotocol/subscriptionId': id };
    write({
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { taskIds }, _meta },
    });
    for (const taskId of taskIds) {
      const task = tasks.get(taskId);
      if (task) tell(task, id);
    }
  } else {
    const task = tasks.get(String(params['taskId']));
    const result = task && aboutTask(method, task, params);
    if (result) reply(result);
    else if (task) write({ id, error: { code: -32601, message: 'Method not found' } });
    else write({ id, error: { code: -32602, message: 'Failed to retrieve task: Task not found' } });
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  answer(JSON.parse(line) as Message);
});
lines.on('close', () => process.exit(0));
