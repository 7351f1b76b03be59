import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import type { TaskStatus } from '../../shared/model/task.ts';

/** A task as a test sees and sets it. */
export interface FakeTask {
  readonly taskId: string;
  status: TaskStatus;
  statusMessage?: string;
  ttlMs: number | null;
  pollIntervalMs?: number;
  inputRequests: Record<string, object>;
  result?: object;
  error?: object;
}

/** One request that came to one of the instances. */
export interface TaskCall {
  readonly instance: string;
  readonly method: string;
  readonly mcpName: string | undefined;
  readonly params: Record<string, unknown>;
  /** Monotonic ms. */
  readonly at: number;
}

/**
 * Instances of one server that makes a task of every call: the tool `approve` asks for a name, `two` for two things, every
 * other tool just works until the test says otherwise.
 */
export interface TasksServer {
  readonly instances: readonly { readonly name: string; readonly url: string }[];
  readonly calls: readonly TaskCall[];
  /** The one task that there is, or that with this id. */
  task(taskId?: string): FakeTask;
  /** Changes it and tells whoever listens. */
  set(change: Partial<FakeTask>, taskId?: string): void;
  /** From now on this instance says that it knows no task. */
  forget(name: string): void;
  /** Answers to this method instead, on this instance or on all; undefined ends it. */
  answerWith(method: string, answer: ((response: ServerResponse) => void) | undefined, name?: string): void;
  /** Resolves with the first call from now on that fits. */
  next(fits: (call: TaskCall) => boolean): Promise<TaskCall>;
  /** Ends all streams. */
  cutStreams(): void;
  take(name: string): Promise<void>;
  close(): Promise<void>;
}

const FORM = {
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: 'Who are you?',
    requestedSchema: { type: 'object', properties: { name: { type: 'string', default: 'Ada' } } },
  },
};
const ASKS: Readonly<Record<string, Record<string, object>>> = {
  approve: { name: FORM },
  two: { first: FORM, second: FORM },
};

interface Message {
  readonly id: number;
  readonly method: string;
  readonly params: Record<string, unknown> & { readonly _meta?: Record<string, unknown> };
}

interface Stream {
  readonly response: ServerResponse;
  readonly id: number;
  readonly taskIds: readonly string[];
}

export interface TasksServerOptions {
  /** One instance a name. */
  readonly names?: readonly string[];
  readonly pollIntervalMs?: number;
  readonly ttlMs?: number | null;
  /** Whether its acknowledgement names the tasks that somebody listens for. */
  readonly tells?: boolean;
}

export async function startTasksServer({
  names = ['alpha'],
  pollIntervalMs = 60,
  ttlMs = 60_000,
  tells = true,
}: TasksServerOptions = {}): Promise<TasksServer> {
  const tasks = new Map<string, FakeTask>();
  const calls: TaskCall[] = [];
  const waiting = new Set<{ fits: (call: TaskCall) => boolean; take: (call: TaskCall) => void }>();
  const ignorant = new Set<string>();
  const instead = new Map<string, (response: ServerResponse) => void>();
  const streams = new Set<Stream>();
  const servers = new Map<string, Server>();

  const one = (taskId = [...tasks.keys()].at(-1) ?? ''): FakeTask => {
    const task = tasks.get(taskId);
    if (!task) throw new Error(`no task ${taskId}`);
    return task;
  };
  const make = (tool: string): FakeTask => {
    const inputRequests = { ...ASKS[tool] };
    const asks = Object.keys(inputRequests).length > 0;
    const task: FakeTask = {
      taskId: randomUUID(),
      status: asks ? 'input_required' : 'working',
      ttlMs,
      pollIntervalMs,
      inputRequests,
    };
    tasks.set(task.taskId, task);
    return task;
  };
  const tell = (task: FakeTask): void => {
    for (const { response, id, taskIds } of streams) {
      if (taskIds.includes(task.taskId)) notify(response, 'notifications/tasks', id, shown(task, true));
    }
  };
  const answer = (name: string, message: Message, response: ServerResponse): void => {
    const { method, params, id } = message;
    const reply = (result: object): void =>
      send(response, { jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } });
    const refuse = (code: number, text: string): void =>
      send(response, { jsonrpc: '2.0', id, error: { code, message: text } });
    const taskId = String(params['taskId']);
    if (method === 'server/discover') {
      reply({
        supportedVersions: ['2026-07-28'],
        capabilities: { tools: {}, extensions: { [TASKS_EXTENSION]: {} } },
        ttlMs: 0,
        cacheScope: 'private',
      });
      return;
    }
    if (method === 'tools/list') {
      reply({
        tools: ['work', 'approve', 'two'].map((tool) => ({ name: tool, inputSchema: { type: 'object' } })),
        ttlMs: 0,
        cacheScope: 'private',
      });
      return;
    }
    if (!declares(message)) {
      refuse(-32021, 'the tasks extension is needed');
      return;
    }
    if (method === 'tools/call') {
      reply({ ...shown(make(String(params['name'])), false), resultType: 'task' });
      return;
    }
    if (method === 'subscriptions/listen') {
      const wanted = (params['notifications'] as { taskIds?: string[] } | undefined)?.taskIds ?? [];
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const stream = { response, id, taskIds: wanted };
      streams.add(stream);
      response.once('close', () => streams.delete(stream));
      notify(response, 'notifications/subscriptions/acknowledged', id, {
        notifications: tells ? { taskIds: wanted } : {},
      });
      return;
    }
    const task = tasks.get(taskId);
    if (!task || ignorant.has(name)) {
      refuse(-32602, 'Failed to retrieve task: Task not found');
      return;
    }
    if (method === 'tasks/get') reply(shown(task, true));
    else if (method === 'tasks/cancel') reply({});
    else if (method === 'tasks/update') {
      const given = Object.keys(params['inputResponses'] as object);
      task.inputRequests = Object.fromEntries(
        Object.entries(task.inputRequests).filter(([key]) => !given.includes(key)),
      );
      if (Object.keys(task.inputRequests).length === 0) task.status = 'working';
      reply({});
    } else refuse(-32601, 'Method not found');
  };
  const handle = async (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const message = JSON.parse(Buffer.concat(chunks).toString()) as Message;
    const mcpName = request.headers['mcp-name'];
    const call: TaskCall = {
      instance: name,
      method: message.method,
      mcpName: typeof mcpName === 'string' ? mcpName : undefined,
      params: message.params,
      at: performance.now(),
    };
    calls.push(call);
    const other = instead.get(`${name} ${message.method}`) ?? instead.get(message.method);
    if (other) other(response);
    else answer(name, message, response);
    for (const entry of [...waiting]) {
      if (!entry.fits(call)) continue;
      waiting.delete(entry);
      entry.take(call);
    }
  };
  const instances: { name: string; url: string }[] = [];
  for (const name of names) {
    const server = createServer((request, response) => void handle(name, request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.set(name, server);
    instances.push({ name, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp` });
  }
  const take = async (name: string): Promise<void> => {
    const server = servers.get(name);
    servers.delete(name);
    if (!server) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    instances,
    calls,
    task: one,
    set(change, taskId) {
      const task = Object.assign(one(taskId), change);
      tell(task);
    },
    forget: (name) => void ignorant.add(name),
    answerWith(method, other, name) {
      const key = name === undefined ? method : `${name} ${method}`;
      if (other) instead.set(key, other);
      else instead.delete(key);
    },
    next: (fits) => new Promise((resolve) => waiting.add({ fits, take: resolve })),
    cutStreams() {
      for (const { response } of streams) response.destroy();
    },
    take,
    async close() {
      await Promise.all([...servers.keys()].map(take));
    },
  };
}

function shown(task: FakeTask, whole: boolean): object {
  const { inputRequests, result, error, ...state } = task;
  return {
    ...state,
    createdAt: '2026-11-23T02:29:06.779Z',
    lastUpdatedAt: '2026-11-23T02:29:06.779Z',
    ...(whole && task.status === 'input_required' && { inputRequests }),
    ...(whole && task.status === 'completed' && { result }),
    ...(whole && task.status === 'failed' && { error }),
  };
}

function declares({ params }: Message): boolean {
  const capabilities = params._meta?.['io.modelcontextprotocol/clientCapabilities'] as
    { readonly extensions?: Record<string, unknown> } | undefined;
  return capabilities?.extensions?.[TASKS_EXTENSION] !== undefined;
}

function send(response: ServerResponse, message: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message));
}

function notify(response: ServerResponse, method: string, subscription: number, params: object): void {
  const _meta = { 'io.modelcontextprotocol/subscriptionId': subscription };
  response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', method, params: { ...params, _meta } })}\n\n`);
}
