import type { JsonObject } from '../../shared/model/json.ts';
import { META, type ExchangeParts } from './lint/exchange.ts';

// Exchanges through a gateway, for what the trackers make of them.

const FLEET = { origin: 'gateway' } as const;

/** Part of an exchange with this instance, in this era. */
function at(instance: string, era: 'modern' | 'legacy' = 'modern'): Pick<ExchangeParts, 'row'> {
  return { row: { ...FLEET, era, instanceId: `i-${instance}`, instanceName: instance } };
}

/** `_meta` of a client that calls itself so and declares this. */
function metaOf(name: string, capabilities: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    ...META,
    'io.modelcontextprotocol/clientInfo': { name, version: '2.1.0' },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
    ...more,
  };
}

const call = (tool: string, more: Partial<ExchangeParts> = {}): ExchangeParts => ({
  method: 'tools/call',
  params: { name: tool, arguments: {} },
  meta: metaOf('shop-assistant'),
  result: { content: [{ type: 'text', text: tool }] },
  ...more,
});

const MISMATCH = { code: -32020, message: 'Mcp-Name does not match params.name' };

/** A fleet in which alpha does what bodies say, whatever the headers say; beta refuses it as it must. */
export const LYING_HEADERS: readonly ExchangeParts[] = [
  { ...at('alpha'), meta: metaOf('shop-assistant'), result: { tools: [] } },
  call('basket_get', at('alpha')),
  call('basket_delete', { ...at('alpha'), headers: { 'Mcp-Name': 'basket_get' } }),
  call('basket_delete', {
    ...at('beta'),
    headers: { 'Mcp-Name': 'basket_get' },
    error: MISMATCH,
    status: 400,
  }),
  call('whoami', { ...at('alpha'), headers: { 'Mcp-Name': null } }),
  call('whoami', {
    ...at('beta'),
    headers: { 'Mcp-Method': 'tools/list' },
    status: 500,
    error: { code: -32603 },
  }),
  { ...at('beta'), method: 'prompts/list', meta: metaOf('shop-assistant'), result: { prompts: [] } },
];

const TASKS = 'io.modelcontextprotocol/tasks';
const SEARCH = 'com.example/search';

const discover = (
  instance: string,
  capabilities: JsonObject,
  meta = metaOf('shop-assistant'),
): ExchangeParts => ({
  ...at(instance),
  method: 'server/discover',
  meta,
  result: { supportedVersions: ['2026-07-28'], capabilities },
});

const declares = {
  elicitation: { form: {} },
  extensions: { [TASKS]: {}, [SEARCH]: { page: 20, sort: 'price' } },
};

/**
 * One server in two instances that advertise different things, and two clients: one changes what it declares, the other
 * is asked for a form that it never declared.
 */
export const UNLIKE_INSTANCES: readonly ExchangeParts[] = [
  discover('alpha', {
    tools: { listChanged: true },
    resources: { subscribe: true },
    prompts: {},
    logging: {},
    extensions: { [TASKS]: {}, [SEARCH]: { page: 20 } },
  }),
  discover('beta', {
    tools: {},
    resources: { subscribe: true },
    completions: {},
    extensions: { [SEARCH]: { page: 50 }, 'no-prefix': { x: 1 } },
  }),
  call('search', { ...at('alpha'), meta: metaOf('shop-assistant', declares) }),
  call('search', { ...at('beta'), meta: metaOf('shop-assistant', declares) }),
  call('search', {
    ...at('alpha'),
    meta: metaOf('shop-assistant', {
      ...declares,
      extensions: { [TASKS]: {}, [SEARCH]: { page: 50, sort: 'price', facets: true } },
    }),
  }),
  call('search', {
    ...at('beta'),
    meta: metaOf('ide'),
    result: {
      resultType: 'input_required',
      inputRequests: {
        address: {
          method: 'elicitation/create',
          params: { mode: 'form', message: 'Where to?', requestedSchema: {} },
        },
      },
    },
  }),
  { ...at('beta'), method: 'prompts/list', meta: metaOf('ide'), result: { prompts: [{ name: 'greet' }] } },
];

const legacy = (method: string, more: Partial<ExchangeParts> = {}): ExchangeParts => ({
  ...at('gamma', 'legacy'),
  method,
  result: {},
  ...more,
});
const notification = (method: string, params: JsonObject = {}): JsonObject => ({
  jsonrpc: '2.0',
  method,
  params,
});
const asks = (inputRequests: JsonObject): Partial<ExchangeParts> => ({
  result: { resultType: 'input_required', inputRequests },
});

/** One use at least of each deprecated and removed feature, by modern clients and by one of the legacy era. */
export const DEPRECATED_USES: readonly ExchangeParts[] = [
  call('scan_folder', {
    ...at('alpha'),
    meta: metaOf('ide', { roots: {}, sampling: { context: {} } }),
    ...asks({ dirs: { method: 'roots/list' } }),
  }),
  call('summarise', {
    ...at('beta'),
    meta: metaOf('ide', { roots: {}, sampling: { context: {} } }),
    ...asks({
      summary: {
        method: 'sampling/createMessage',
        params: { messages: [], maxTokens: 100, includeContext: 'thisServer' },
      },
    }),
  }),
  call('pay', {
    ...at('alpha'),
    meta: metaOf('shop-assistant', {}, { 'io.modelcontextprotocol/logLevel': 'info' }),
    stream: [notification('notifications/message', { level: 'info', data: 'paid' })],
  }),
  {
    ...at('alpha'),
    body: { client_name: 'ide', redirect_uris: ['http://127.0.0.1:7777/callback'] },
    answerText: '{"client_id":"c-1","redirect_uris":["http://127.0.0.1:7777/callback"]}',
    status: 201,
  },
  {
    ...at('delta', 'legacy'),
    httpMethod: 'GET',
    body: null,
    answerText: 'event: endpoint\ndata: /messages\n\n',
    answerHeaders: { 'Content-Type': 'text/event-stream' },
  },
  {
    ...at('alpha'),
    method: 'resources/read',
    params: { uri: 'shop://nothing' },
    error: { code: -32002 },
    meta: metaOf('shop-assistant'),
  },
  legacy('initialize', {
    params: {
      protocolVersion: '2025-11-25',
      capabilities: { roots: { listChanged: true }, tasks: {} },
      clientInfo: { name: 'old-client', version: '0.9.0' },
    },
    result: {
      protocolVersion: '2025-11-25',
      capabilities: { logging: {}, tasks: {} },
      serverInfo: { name: 'shop', version: '1.0.0' },
    },
    answerHeaders: { 'Mcp-Session-Id': 's-1' },
  }),
  ...[
    'ping',
    'logging/setLevel',
    'resources/subscribe',
    'resources/unsubscribe',
    'tasks/list',
    'tasks/result',
  ].map((method) => legacy(method, { headers: { 'Mcp-Session-Id': 's-1' } })),
  legacy('', { body: notification('notifications/roots/list_changed'), status: 202, answerText: '' }),
  legacy('', {
    body: [{ jsonrpc: '2.0', id: 71, method: 'ping' }],
    answerText: '[{"jsonrpc":"2.0","id":71,"result":{}}]',
  }),
  legacy('', {
    httpMethod: 'GET',
    body: null,
    headers: { Accept: 'text/event-stream', 'Last-Event-ID': '17' },
    answerText:
      'id: 18\ndata: {"jsonrpc":"2.0","method":"notifications/elicitation/complete","params":{"elicitationId":"e"}}\n\n',
    answerHeaders: { 'Content-Type': 'text/event-stream' },
  }),
  legacy('tools/call', {
    params: { name: 'pay', arguments: {} },
    stream: [
      {
        jsonrpc: '2.0',
        id: 9,
        method: 'elicitation/create',
        params: { mode: 'url', elicitationId: 'e', url: 'https://pay.example/9', message: 'Pay' },
      },
    ],
  }),
  legacy('tools/call', {
    params: { name: 'refund', arguments: {} },
    error: { code: -32042, data: { elicitations: [{ mode: 'url', elicitationId: 'e' }] } },
  }),
];
