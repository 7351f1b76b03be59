import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { answer } from '../tool-answers.ts';

/** Which arguments of which tool are mirrored in which `Mcp-Param-*` header. */
export const MIRRORED_ARGUMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  route_order: { region: 'Region', shard: 'Shard' },
};

const input = z.object({
  region: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'Where the order goes, for example eu-north', 'x-mcp-header': 'Region' }),
  shard: z
    .int()
    .min(0)
    .max(1023)
    .meta({ description: 'Which part of the order book holds it', 'x-mcp-header': 'Shard' }),
  orderId: z.string().min(1).max(100).describe('Any order number'),
  express: z.boolean().default(false).describe('Prefer speed over cost'),
});

const output = z.object({
  orderId: z.string(),
  region: z.string(),
  shard: z.int(),
  warehouse: z.string(),
  carrier: z.string(),
});

const WAREHOUSES = ['Uppsala', 'Porto', 'Gdańsk', 'Lyon'] as const;

/**
 * `route_order`: two arguments that a client must also send as headers, so that a balancer can route on them.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/tools (x-mcp-header)
 */
export function registerRouteOrder(server: McpServer): void {
  server.registerTool(
    'route_order',
    {
      title: 'Route an order',
      description: 'Chooses warehouse and carrier for an order by region and shard.',
      inputSchema: input,
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ region, shard, orderId, express }) =>
      answer({
        orderId,
        region,
        shard,
        warehouse: WAREHOUSES[shard % WAREHOUSES.length] ?? WAREHOUSES[0],
        carrier: express ? 'Swift Air' : 'Slow Boat',
      }),
  );
}
