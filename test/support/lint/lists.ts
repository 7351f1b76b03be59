import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type { ExchangeParts } from './exchange.ts';

/** A tools/list that is answered with these tools; more for the result in `more`. */
export function toolsList(
  names: readonly string[],
  more: JsonObject = {},
  parts: ExchangeParts = {},
): ExchangeParts {
  return {
    method: 'tools/list',
    row: { origin: 'gateway' },
    result: { tools: names.map(tool), ttlMs: 1000, cacheScope: 'public', ...more },
    ...parts,
  };
}

/** One page of tools/list: asked for with `cursor`, gives out `next`. */
export function pageOf(
  cursor: string | undefined,
  next: string | undefined,
  more: JsonObject = {},
  parts: ExchangeParts = {},
): ExchangeParts {
  return toolsList(
    [`after-${cursor ?? ''}`],
    { ...(next !== undefined && { nextCursor: next }), ...more },
    { ...(cursor !== undefined && { params: { cursor } }), ...parts },
  );
}

/** The same page refused. */
export function refusedPage(cursor: string, code = -32602, parts: ExchangeParts = {}): ExchangeParts {
  return { method: 'tools/list', row: { origin: 'gateway' }, params: { cursor }, error: { code }, ...parts };
}

function tool(name: string): JsonValue {
  return { name, description: `Does ${name}`, inputSchema: { type: 'object' } };
}
