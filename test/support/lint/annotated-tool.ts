import type { ExchangeParts } from './exchange.ts';

/** inputSchema with one parameter of each type that may be mirrored. */
export const ANNOTATED = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    shard: { type: 'integer', 'x-mcp-header': 'Shard' },
    note: { type: 'string' },
  },
} as const;

/** The list that asks for Mcp-Param-Region and Mcp-Param-Shard. */
export const LISTED: ExchangeParts = {
  method: 'tools/list',
  result: { tools: [{ name: 'route', inputSchema: ANNOTATED }] },
};

/** A call of it. */
export function routeCall(
  args: Readonly<Record<string, string | number | null>>,
  headers: Readonly<Record<string, string | null>> = {},
  more: ExchangeParts = {},
): ExchangeParts {
  return {
    method: 'tools/call',
    params: { name: 'route', arguments: args },
    headers,
    result: { content: [] },
    ...more,
  };
}

/** The refusal of headers. */
export function headerMismatch(message = 'Header mismatch'): ExchangeParts {
  return { error: { code: -32020, message }, status: 400 };
}
