import type { SeenExchange } from '../../../engine/lint/seen-exchange.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import { exchange, META, type ExchangeParts } from './exchange.ts';
import type { Random } from './random.ts';

const INSTANCES = ['alpha', 'beta', 'gamma'];

/** Well-formed traffic of every kind, no two exchanges alike: what `count` numbers is new each time. */
export function variedExchange(random: Random, count: number): SeenExchange {
  return exchange(variedParts(random, count));
}

/** The same before it is read. */
export function variedParts(random: Random, count: number): ExchangeParts {
  const [method, params, result] = random.pick(KINDS)(count, random);
  const isFailed = random.chance(0.1);
  const answer: ExchangeParts = isFailed
    ? { error: { code: random.pick([-32602, -32603, -32020]) } }
    : { result };
  const isStream = random.chance(0.3) || method === 'subscriptions/listen';
  const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [] } as never;
  const isBehind = random.chance(0.4);
  return {
    method,
    params,
    id: random.pick<JsonValue>([count, `id-${String(count)}`]),
    meta: metaOf(random, count),
    headers: random.chance(0.5) ? { Authorization: `Bearer ${String(count)}` } : {},
    ...answer,
    ...(isStream && { stream: notifications(random, count) }),
    ...(isStream && random.chance(0.1) && { after: notifications(random, count) }),
    ...(isBehind && { gateway }),
    row: {
      instanceId: random.pick(INSTANCES),
      origin: isBehind ? 'gateway' : 'composer',
      durationMs: random.below(100_000),
      startedAt: 1_000_000 + count * 50,
    },
  };
}

type Kind = (count: number, random: Random) => readonly [string, JsonObject, JsonObject];

const HINTS = { ttlMs: 1000, cacheScope: 'public' };

const KINDS: readonly Kind[] = [
  (count, random) => [
    'tools/list',
    cursorOf(count, random),
    { ...HINTS, ...pageOf(count, random), tools: tools(count) },
  ],
  (count, random) => [
    'resources/list',
    cursorOf(count, random),
    { ...HINTS, ...pageOf(count, random), resources: [{ uri: `file:///${String(count)}`, name: 'r' }] },
  ],
  (count, random) => [
    'prompts/list',
    cursorOf(count, random),
    { ...HINTS, prompts: [{ name: `p${String(count)}`, arguments: [{ name: 'a', required: true }] }] },
  ],
  (count) => ['server/discover', {}, { ...HINTS, capabilities: { tools: { listChanged: true } }, n: count }],
  (count) => [
    'tools/call',
    { name: `tool-${String(count % 50)}`, arguments: { n: count } },
    { content: [{ type: 'text', text: 'x' }], structuredContent: { n: count } },
  ],
  (count) => [
    'tools/call',
    { name: 'ask', arguments: { n: count } },
    {
      resultType: 'input_required',
      inputRequests: { [`key-${String(count)}`]: { method: 'elicitation/create', params: { message: 'x' } } },
      requestState: `state of ${String(count)}, ${'long '.repeat(20)}`,
    },
  ],
  (count) => [
    'tools/call',
    {
      name: 'ask',
      arguments: { n: count - 1 },
      requestState: `state of ${String(count - 1)}, ${'long '.repeat(20)}`,
      inputResponses: { [`key-${String(count - 1)}`]: { action: 'accept', content: { a: count } } },
    },
    { content: [] },
  ],
  (count) => [
    'resources/read',
    { uri: `file:///${String(count)}` },
    { ...HINTS, contents: [{ uri: `file:///${String(count)}`, text: 'x' }] },
  ],
  (count) => ['prompts/get', { name: `p${String(count)}` }, { messages: [] }],
  (count) => [
    'subscriptions/listen',
    { notifications: { toolsListChanged: true, resourceSubscriptions: [`file:///${String(count)}`] } },
    {},
  ],
  (count) => [
    'tasks/get',
    { taskId: `task-${String(count)}` },
    { status: 'working', taskId: `task-${String(count)}` },
  ],
  (count) => ['notifications/cancelled', { requestId: count }, {}],
  (count) => [`com.example/${String(count)}`, {}, {}],
];

function tools(count: number): readonly JsonValue[] {
  return [0, 1, 2].map((at) => ({
    name: `tool-${String(count + at)}`,
    description: 'x'.repeat(200),
    inputSchema: { type: 'object', properties: { n: { type: 'number', 'x-mcp-header': 'N' } } },
    outputSchema: { type: 'object', properties: { [`m${String(count)}`]: { type: 'string' } } },
  }));
}

function pageOf(count: number, random: Random): JsonObject {
  return random.chance(0.3) ? { nextCursor: `cursor-${String(count)}` } : {};
}

function cursorOf(count: number, random: Random): JsonObject {
  return random.chance(0.3) ? { cursor: `cursor-${String(count - 1 - random.below(20))}` } : {};
}

function metaOf(random: Random, count: number): JsonObject {
  return {
    ...META,
    ...(random.chance(0.5) && {
      'io.modelcontextprotocol/clientInfo': { name: `client-${String(count)}`, version: '1' },
    }),
    ...(random.chance(0.5) && {
      'io.modelcontextprotocol/clientCapabilities': {
        elicitation: {},
        extensions: { [`com.x/${String(count)}`]: {} },
      },
    }),
    ...(random.chance(0.3) && { 'io.modelcontextprotocol/logLevel': 'info' }),
    ...(random.chance(0.5) && { progressToken: `token-${String(count)}` }),
  };
}

function notifications(random: Random, count: number): readonly JsonObject[] {
  const subscription = { 'io.modelcontextprotocol/subscriptionId': count };
  const all: readonly JsonObject[] = [
    {
      method: 'notifications/progress',
      params: { progressToken: `token-${String(count)}`, progress: random.below(9) },
    },
    { method: 'notifications/message', params: { level: 'info', data: count } },
    { method: 'notifications/tools/list_changed', params: { _meta: subscription } },
    { method: 'notifications/cancelled', params: { requestId: count } },
    {
      method: 'notifications/subscriptions/acknowledged',
      params: { _meta: subscription, notifications: { toolsListChanged: true } },
    },
  ];
  return all.filter(() => random.chance(0.5)).map((one) => ({ jsonrpc: '2.0', ...one }));
}
