import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A task as these servers keep it. */
interface StoredTask {
  readonly id: string;
  readonly tool: string;
  readonly createdAt: number;
  /** Other instances that were asked for it once: from then on they know it, whatever is handed out early. */
  readonly heardOf: Set<number>;
  readonly creator: number;
  answered: boolean;
  cancelled: boolean;
}

/** What is wrong with the fleet; all off when absent. */
export interface TaskFleetFaults {
  /** Each instance knows its own tasks only. */
  readonly lost?: boolean;
  /** Others do not know a task yet when they are asked for it first. */
  readonly early?: boolean;
  /** This instance never sees that a task was cancelled or answered. */
  readonly stale?: number;
  /** Answers for a task that is not there with this error instead. */
  readonly notFoundCode?: number;
  /** Another createdAt from each instance. */
  readonly ownTimes?: boolean;
  /** No instance takes any tasks/update or tasks/cancel. */
  readonly refusesAll?: boolean;
  /** tools/call is never answered. */
  readonly deaf?: boolean;
}

export interface TaskFleet {
  readonly world: TaskWorld;
  readonly instances: readonly { readonly name: string; readonly url: string }[];
  close(): Promise<void>;
}

type Params = Readonly<Record<string, unknown>>;

const NAMES = ['alpha', 'beta', 'gamma', 'delta'];
/** `report` and `forever` run on, `approve` asks for a name, `ask_model` for a sample; `quick` makes no task. */
const TASK_TOOLS = ['report', 'forever', 'approve', 'ask_model'];

/** What the instances of a fleet answer, without any wire. */
export interface TaskWorld {
  readonly calls: readonly TaskCall[];
  /** Ids of the tasks that run on: neither answered nor cancelled. */
  running(): readonly string[];
  /** Undefined: nobody ever answers. */
  answer(instance: number, method: string, params: Params): Outcome;
}

export interface TaskCall {
  readonly instance: number;
  readonly method: string;
  readonly params: Params;
}

export interface TaskWorldOptions {
  readonly ttlMs?: number | null;
  readonly faults?: TaskFleetFaults;
}

/** Instances that share their tasks, but where a fault says otherwise. */
export function createTaskWorld({ ttlMs = null, faults = {} }: TaskWorldOptions = {}): TaskWorld {
  const tasks = new Map<string, StoredTask>();
  const calls: TaskCall[] = [];
  return {
    calls,
    running: () =>
      [...tasks.values()].flatMap(({ id, cancelled, answered }) => (cancelled || answered ? [] : [id])),
    answer(instance, method, params) {
      calls.push({ instance, method, params });
      return answer({ tasks, index: instance, ttlMs, faults }, method, params);
    },
  };
}

/** A fleet of HTTP servers of the tasks extension in this process. */
export async function startTaskFleet({
  instances = 3,
  ...options
}: TaskWorldOptions & { readonly instances?: number } = {}): Promise<TaskFleet> {
  const world = createTaskWorld(options);
  const servers = await Promise.all(
    NAMES.slice(0, instances).map((_name, index) =>
      listen((method, params) => world.answer(index, method, params)),
    ),
  );
  return {
    world,
    instances: servers.map(({ url }, index) => ({ name: NAMES[index] ?? '', url })),
    close: async () => {
      await Promise.all(servers.map(({ close }) => close()));
    },
  };
}

interface Fleet {
  readonly tasks: Map<string, StoredTask>;
  readonly index: number;
  readonly ttlMs: number | null;
  readonly faults: TaskFleetFaults;
}

export type Outcome = { readonly result: object } | { readonly error: object } | undefined;

function answer(fleet: Fleet, method: string, params: Params): Outcome {
  const { faults, index, tasks, ttlMs } = fleet;
  if (method === 'tools/list') {
    const tools = [...TASK_TOOLS, 'quick'].map((name) => ({ name, inputSchema: { type: 'object' } }));
    return { result: { tools, ttlMs: 60_000, cacheScope: 'public' } };
  }
  if (method === 'tools/call') {
    const tool = String(params['name']);
    if (faults.deaf) return undefined;
    if (!TASK_TOOLS.includes(tool)) return { result: { content: [{ type: 'text', text: 'done' }] } };
    const now = Date.now();
    const task: StoredTask = {
      id: randomUUID(),
      tool,
      createdAt: now,
      heardOf: new Set(),
      creator: index,
      answered: false,
      cancelled: false,
    };
    tasks.set(task.id, task);
    return { result: { resultType: 'task', ...shown(fleet, task, now), status: 'working' } };
  }
  if (!/^tasks\/(get|update|cancel)$/.test(method)) {
    return { error: { code: -32601, message: 'Method not found' } };
  }
  const now = Date.now();
  const task = tasks.get(String(params['taskId']));
  const isMine = task?.creator === index;
  const isGone = task !== undefined && ttlMs !== null && now > task.createdAt + ttlMs;
  const isEarly = faults.early === true && task?.heardOf.has(index) === false;
  task?.heardOf.add(index);
  if (!task || isGone || (!isMine && (faults.lost || isEarly))) {
    return { error: { code: faults.notFoundCode ?? -32602, message: 'Task not found' } };
  }
  if (method === 'tasks/get') return { result: shown(fleet, task, now) };
  if (faults.refusesAll) return { error: { code: -32603, message: 'Not now' } };
  if (method === 'tasks/cancel') task.cancelled = true;
  else if (Object.keys(params['inputResponses'] ?? {}).length > 0) task.answered = true;
  return { result: {} };
}

function shown({ faults, index, ttlMs }: Fleet, task: StoredTask, now: number): object {
  const seesAll = faults.stale !== index;
  const asks = task.tool === 'approve' || task.tool === 'ask_model';
  const status =
    task.cancelled && seesAll
      ? 'cancelled'
      : asks && !(task.answered && seesAll)
        ? 'input_required'
        : task.answered
          ? 'completed'
          : 'working';
  const request =
    task.tool === 'ask_model'
      ? { method: 'sampling/createMessage', params: { messages: [], maxTokens: 5 } }
      : {
          method: 'elicitation/create',
          params: {
            mode: 'form',
            message: 'Who are you?',
            requestedSchema: { type: 'object', properties: { name: { type: 'string', default: 'Ann' } } },
          },
        };
  return {
    taskId: task.id,
    status,
    createdAt: new Date(task.createdAt + (faults.ownTimes ? index : 0)).toISOString(),
    lastUpdatedAt: new Date(now).toISOString(),
    ttlMs,
    pollIntervalMs: 20,
    ...(status === 'input_required' && { inputRequests: { who: request } }),
    ...(status === 'completed' && { result: { content: [{ type: 'text', text: 'done' }] } }),
  };
}

function listen(
  handle: (method: string, params: Params) => Outcome,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (bytes: Buffer) => chunks.push(bytes));
    request.once('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString()) as {
        readonly id: number;
        readonly method: string;
        readonly params: Params;
      };
      const outcome = handle(method, params);
      if (!outcome) return;
      const body =
        'result' in outcome
          ? { result: { resultType: 'complete', ...outcome.result } }
          : { error: outcome.error };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...body }));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}
