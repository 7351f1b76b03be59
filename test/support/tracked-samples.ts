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
