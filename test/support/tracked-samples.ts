import type { JsonObject } from '../../shared/model/json.ts';
import { META, type ExchangeParts } from './lint/exchange.ts';

// Exchanges through a gateway, for what the trackers make of them.

const FLEET = { origin: 'gateway' } as const;

/** Part of an exchange with this instance, in this era. */
export function at(instance: string, era: 'modern' | 'legacy' = 'modern'): Pick<ExchangeParts, 'row'> {
  return { row: { ...FLEET, era, instanceId: `i-${instance}`, instanceName: instance } };
}

/** `_meta` of a client that calls itself so and declares this. */
export function metaOf(name: string, capabilities: JsonObject = {}, more: JsonObject = {}): JsonObject {
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
