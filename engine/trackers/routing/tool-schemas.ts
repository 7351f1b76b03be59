import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { readParamHeaders } from '../../protocol/modern/param-headers.ts';

/** Which headers tools want, as far as lists in the capture have told. */
export interface ToolSchemas {
  learn(exchange: SeenExchange): void;
  /**
   * The inputSchema of the tool that the exchange calls; `true` where it was listed and wants no headers of its own;
   * undefined where nobody listed it.
   */
  of(exchange: SeenExchange): JsonValue | undefined;
}

/** Of more tools than these an instance's rest is not known. */
const MOST_TOOLS = 10_000;

/**
 * By instance, and by gateway: behind one, the list often comes from another instance than the one that is called.
 * Only schemas that ask for headers are kept.
 */
export function createToolSchemas(): ToolSchemas {
  const places = new Map<string, Map<string, JsonValue>>();

  const keep = (place: string, name: string, schema: JsonValue): void => {
    const tools = places.get(place) ?? new Map<string, JsonValue>();
    places.set(place, tools);
    if (tools.size < MOST_TOOLS || tools.has(name)) tools.set(name, schema);
  };
  return {
    learn(exchange) {
      if (exchange.method !== 'tools/list') return;
      const tools = exchange.answer?.result?.['tools'];
      if (!Array.isArray(tools)) return;
      for (const tool of tools as readonly JsonValue[]) {
        if (!isJsonObject(tool) || typeof tool['name'] !== 'string') continue;
        const { name, inputSchema = true } = tool;
        const asked = readParamHeaders(inputSchema);
        // What a broken annotation makes a server ask for cannot be known.
        if (!asked.valid) continue;
        const schema = asked.headers.length > 0 ? inputSchema : true;
        for (const place of placesOf(exchange)) keep(place, name, schema);
      }
    },
    of(exchange) {
      const name = exchange.request.message?.params['name'];
      if (exchange.method !== 'tools/call' || typeof name !== 'string') return undefined;
      for (const place of placesOf(exchange)) {
        const schema = places.get(place)?.get(name);
        if (schema !== undefined) return schema;
      }
      return undefined;
    },
  };
}

function placesOf({ instanceId, gateway }: SeenExchange): readonly string[] {
  return gateway ? [`i:${instanceId}`, `g:${gateway.gatewayId}`] : [`i:${instanceId}`];
}
