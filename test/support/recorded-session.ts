import { setTimeout as pause } from 'node:timers/promises';
import { FLAP_MS } from '../../demo/tasks/task-at.ts';
import type { Engine } from '../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { Strategy } from '../../shared/model/gateway.ts';
import { createModernClient, type ModernClient, type Params } from './modern-client.ts';

/** What the session has in it; all of it where nothing is said. */
export const SESSION_PARTS = [
  'lists', // discover, all lists, resources, prompts, completion, templates
  'cursors', // search_catalog page by page, from the answer's structuredContent
  'baskets', // handles that one answer mints and many requests carry
  'rounds', // deploy: two rounds with a requestState
  'tasks', // polls to the end, an answer to what a task asks, one that fails
  'undeclared', // a tool that works as a task, called by who knows no tasks
  'lingering', // a task that is looked at again later
  'progress', // a stream of notifications before the answer
  'headers', // arguments that are mirrored in headers
  'mistakes', // requests that are refused, as they were then
  'lies', // headers that say something else than the body
  'season', // a switch of the whole fleet that changes its lists, and back
] as const;
export type SessionPart = (typeof SESSION_PARTS)[number];

export interface SessionOptions {
  readonly parts?: readonly SessionPart[];
  /** How the gateway spreads the requests. On the first instance where absent: the session goes well whatever is broken. */
  readonly strategy?: Strategy;
  /** Baskets, each filled and looked at by a customer of its own at the same time. 2 where absent. */
  readonly customers?: number;
  /** How long a page of the report takes, in ms. 30 where absent. */
  readonly pageMs?: number;
  /** The client asks for a task so often and then goes on, whatever became of it. Absent: a task that does not end is a mistake. */
  readonly patience?: number;
  /** After how many ms a task is looked at again, which is kept for so long. 500 and 60,000 where absent. */
  readonly linger?: { readonly ms: number; readonly ttlMs: number };
  /** Each task has a client of its own, and they work while others fill their baskets: a session that takes less time. */
  readonly atOnce?: boolean;
}

export interface RecordedSession {
  /** Of the capture, opened from its file: nothing is added to it any more. */
  readonly captureId: string;
  readonly path: string;
  /** How many exchanges it has. */
  readonly exchanges: number;
}

const TASKS = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
const POLL_MS = 60;
const MOST_POLLS = 200;

/**
 * Drives the demo fleet through a gateway as clients do (76 requests or more with all parts), and leaves the recording
 * closed in its file and opened for reading; a new recording has begun.
 *
 * @param instanceIds instances of the demo fleet, as the engine knows them
 * @throws Error where the fleet does not answer as it ought to
 */
export function recordSession(
  engine: Engine,
  instanceIds: readonly string[],
  options: SessionOptions = {},
): Promise<RecordedSession> {
  return recordTraffic(engine, instanceIds, (url) => driveSession(url, options), options.strategy);
}

/**
 * Records what `drive` sends to a gateway in front of these instances, as recordSession does.
 *
 * @throws what `drive` throws
 */
export async function recordTraffic(
  engine: Engine,
  instanceIds: readonly string[],
  drive: (url: string) => Promise<void>,
  strategy?: Strategy,
): Promise<RecordedSession> {
  const before = await ask(engine, 'capture.new', {});
  const gateway = await ask(engine, 'gateway.save', {
    name: 'session',
    instanceIds,
    listen: { host: '127.0.0.1', port: 0 },
    rules: [],
    strategy: strategy ?? { kind: 'pinned', instanceId: instanceIds[0] ?? '' },
    faults: [],
    seed: 1,
    allowOrigins: [],
    nameInstance: false,
    record: true,
  });
  const { url } = await ask(engine, 'gateway.start', { id: gateway.id });
  if (url === undefined) throw new Error('The gateway has no address.');
  try {
    await drive(url);
  } finally {
    await ask(engine, 'gateway.stop', { id: gateway.id });
    await ask(engine, 'gateway.remove', { id: gateway.id });
  }
  return close(engine, before.id);
}

/** The session alone, with whatever stands at `url`. */
async function driveSession(url: string, options: SessionOptions = {}): Promise<void> {
  const has = (part: SessionPart): boolean => (options.parts ?? SESSION_PARTS).includes(part);
  const shop = createModernClient(url, 'shop-client', { elicitation: { form: {} } });
  if (has('lists')) await lookAround(shop);
  if (has('cursors')) await searchThrough(shop);
  const customers = Array.from({ length: has('baskets') ? (options.customers ?? 2) : 0 }, (_, index) =>
    fillBasket(createModernClient(url, `customer-${String(index + 1)}`), index),
  );
  const works = [...(has('tasks') ? WORKS : []), ...(has('lingering') ? [lookAgain] : [])];
  if (options.atOnce !== true) await Promise.all(customers);
  else {
    const workers = works.map((each, index) => each(workerAt(url, index + 1), options));
    await Promise.all([...customers, ...workers]);
  }
  if (has('rounds')) await deploy(shop);
  if (options.atOnce !== true) {
    const worker = workerAt(url);
    for (const each of works) await each(worker, options);
  }
  if (has('progress')) {
    await call(shop, 'import_catalog', { count: 4 }, { meta: { progressToken: 'import-1' } });
  }
  if (has('headers')) {
    const args = { region: 'eu-north', shard: 7, orderId: 'ord-1', express: true };
    const headers = { 'Mcp-Param-Region': 'eu-north', 'Mcp-Param-Shard': '7' };
    await call(shop, 'route_order', args, { headers });
  }
  if (has('undeclared')) await shop.ask('tools/call', { name: 'failing_work', arguments: {} });
  if (has('mistakes')) await makeMistakes(shop);
  if (has('lies')) await lie(shop);
  if (has('season')) await seasonOnAndOff(shop);
}

async function lookAround(client: ModernClient): Promise<void> {
  await sure(client, 'server/discover');
  for (const what of ['tools', 'resources', 'resources/templates', 'prompts']) {
    await sure(client, `${what}/list`);
  }
  for (const uri of ['config://shop', 'catalog://products', 'product://TEA-001', 'product://BOO-007']) {
    await sure(client, 'resources/read', { uri });
  }
  await sure(client, 'prompts/get', { name: 'suggest_gift', arguments: { category: 'tea' } });
  await sure(client, 'prompts/get', {
    name: 'describe_product',
    arguments: { sku: 'COF-004', tone: 'playful' },
  });
  const ref = { type: 'ref/prompt', name: 'describe_product' };
  for (const value of ['TEA', 'CER-0']) {
    await sure(client, 'completion/complete', { ref, argument: { name: 'sku', value } });
  }
}

async function searchThrough(client: ModernClient): Promise<void> {
  for (const search of [
    { category: 'tea', limit: 5 },
    { query: 'mug', limit: 4 },
  ]) {
    let cursor: unknown;
    do {
      const page = await call(client, 'search_catalog', {
        ...search,
        ...(cursor !== undefined && { cursor }),
      });
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
  }
}

async function fillBasket(client: ModernClient, index: number): Promise<void> {
  const { basketId } = await call(client, 'basket_create', {});
  for (const sku of ['TEA-001', 'COF-004', 'CER-010']) {
    await call(client, 'basket_add', { basketId, sku, quantity: index + 1 });
    await call(client, 'basket_get', { basketId });
  }
  await call(client, 'basket_add', { basketId, sku: 'TEA-001', quantity: 2 });
  await call(client, 'basket_get', { basketId });
}

async function deploy(client: ModernClient): Promise<void> {
  for (const version of ['1.4.0', '1.4.1']) {
    const params = { name: 'deploy', arguments: { environment: 'staging', version } };
    const { requestState } = await sure(client, 'tools/call', params);
    await sure(client, 'tools/call', {
      ...params,
      requestState,
      inputResponses: {
        approval: { action: 'accept', content: { confirm: true, reason: 'the fix is reviewed' } },
      },
    });
  }
}

function workerAt(url: string, which?: number): ModernClient {
  const name = which === undefined ? 'task-client' : `task-client-${String(which)}`;
  return createModernClient(url, name, { elicitation: { form: {} }, ...TASKS });
}

type Work = (client: ModernClient, options: SessionOptions) => Promise<void>;

const WORKS: readonly Work[] = [renderReport, askForApproval, fail];

async function renderReport(client: ModernClient, { pageMs = 30, patience }: SessionOptions): Promise<void> {
  const report = await begin(client, 'render_report', { category: 'tea', pages: 2, pageMs });
  await poll(client, report, { patience });
}

async function askForApproval(client: ModernClient, { patience }: SessionOptions): Promise<void> {
  const approval = await begin(client, 'approve_work', { what: 'a discount of 5 %' });
  await poll(client, approval, { patience, pausedAt: 'input_required' });
  await sure(client, 'tasks/update', {
    taskId: approval,
    inputResponses: { approval: { action: 'accept', content: { approve: true, note: 'once' } } },
  });
  await poll(client, approval, { patience });
}

async function fail(client: ModernClient, { patience }: SessionOptions): Promise<void> {
  await poll(client, await begin(client, 'failing_work', {}), { patience });
}

async function lookAgain(client: ModernClient, { patience, linger }: SessionOptions): Promise<void> {
  const { ms = 500, ttlMs = 60_000 } = linger ?? {};
  const task = await begin(client, 'render_report', { pages: 1, pageMs: 0, ttlMs });
  await poll(client, task, { patience });
  // A replay sends what follows when this is answered: it takes its time there, too, and more where another client's poll comes
  // between. A flapping task is at the other of its two in one of the looks, however long that was.
  for (const pauseMs of [ms, FLAP_MS]) {
    await call(client, 'import_catalog', { count: 4, delayMs: Math.round(pauseMs / 4) });
    await client.ask('tasks/get', { taskId: task });
  }
}

async function begin(client: ModernClient, tool: string, args: Params): Promise<string> {
  const { taskId } = await sure(client, 'tools/call', { name: tool, arguments: args });
  if (typeof taskId !== 'string') throw new Error(`${tool} began no task.`);
  return taskId;
}

async function poll(
  client: ModernClient,
  taskId: string,
  { patience, pausedAt }: { readonly patience: number | undefined; readonly pausedAt?: string },
): Promise<void> {
  for (let polls = 0; polls < (patience ?? MOST_POLLS); polls += 1) {
    const { status } = await sure(client, 'tasks/get', { taskId });
    if (status !== 'working' && (status !== 'input_required' || status === pausedAt)) return;
    await pause(POLL_MS);
  }
  if (patience === undefined) throw new Error(`The task ${taskId} did not end.`);
}

async function makeMistakes(client: ModernClient): Promise<void> {
  await client.ask('tools/call', { name: 'basket_get', arguments: { basketId: 'bsk_of-nobody' } });
  await client.ask('tools/call', { name: 'no_such_tool', arguments: {} });
  await client.ask('resources/read', { uri: 'product://NOT-999' });
  await client.ask('prompts/get', { name: 'no_such_prompt' });
  await client.ask('shop/close', {});
}

async function lie(client: ModernClient): Promise<void> {
  await client.ask('tools/list', {}, { headers: { 'Mcp-Method': 'prompts/list' } });
  const order = { name: 'route_order', arguments: { region: 'eu-north', shard: 7, orderId: 'ord-2' } };
  const headers = { 'Mcp-Param-Region': 'us-east', 'Mcp-Param-Shard': '7' };
  await client.ask('tools/call', order, { headers });
}

async function seasonOnAndOff(client: ModernClient): Promise<void> {
  for (const on of [true, false]) {
    await call(client, 'toggle_seasonal_tool', { on });
    await sure(client, 'tools/list');
    await sure(client, 'resources/read', { uri: 'config://shop' });
  }
}

/** What the tool's answer holds; throws where it is an error. */
async function call(
  client: ModernClient,
  tool: string,
  args: Params,
  more: Parameters<ModernClient['ask']>[2] = {},
): Promise<Readonly<Record<string, unknown>>> {
  const result = await sure(client, 'tools/call', { name: tool, arguments: args }, more);
  if (result['isError'] === true) throw new Error(`${tool}: ${JSON.stringify(result['content'])}`);
  return (result['structuredContent'] ?? {}) as Readonly<Record<string, unknown>>;
}

async function sure(
  client: ModernClient,
  method: string,
  params: Params = {},
  more: Parameters<ModernClient['ask']>[2] = {},
): Promise<Readonly<Record<string, unknown>>> {
  const { result, error } = await client.ask(method, params, more);
  if (!result) throw new Error(`${method} ${JSON.stringify(params)}: ${JSON.stringify(error)}`);
  return result;
}

/** Ends the recording and opens its file again. */
async function close(engine: Engine, captureId: string): Promise<RecordedSession> {
  const found = (await ask(engine, 'capture.list', null)).find(({ id }) => id === captureId);
  if (!found) throw new Error('The recording is gone.');
  await ask(engine, 'capture.new', {});
  const opened = await ask(engine, 'capture.open', { path: found.path });
  const { total } = await ask(engine, 'capture.rows', { captureId: opened.id, after: 0, limit: 1 });
  return { captureId: opened.id, path: found.path, exchanges: total };
}

async function ask<C extends CommandName>(
  { bridge }: Engine,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C>> {
  const answer = await bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
}
