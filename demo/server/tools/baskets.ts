import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { BasketLine } from '../../store/baskets.ts';
import { findProduct } from '../catalogue.ts';
import type { ServerParts } from '../server-parts.ts';
import { answer, refuse } from '../tool-answers.ts';

const handle = z.string().min(1).max(100).describe('The handle that basket_create returned (bsk_…)');

const output = z.object({
  basketId: z.string(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  pieces: z.int(),
  totalCents: z.int(),
});

/**
 * `basket_create`, `basket_add`, `basket_get`: state that outlives a request, behind a handle which the client
 * carries, so that no request depends on the instance that served the one before.
 */
export function registerBaskets(server: McpServer, { baskets }: ServerParts): void {
  server.registerTool(
    'basket_create',
    {
      title: 'Create a basket',
      description: 'Makes an empty basket and returns its handle, which the other basket tools ask for.',
      inputSchema: z.object({}),
      outputSchema: output,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
    () => describeBasket(baskets.create(), []),
  );
  server.registerTool(
    'basket_add',
    {
      title: 'Add to a basket',
      description: 'Puts a number of pieces of one product into a basket; calling it again adds again.',
      inputSchema: z.object({
        basketId: handle,
        sku: z.string().describe('As search_catalog lists it, for example TEA-001'),
        quantity: z.int().min(1).max(99).default(1).describe('Pieces'),
      }),
      outputSchema: output,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
    ({ basketId, sku, quantity }) => {
      if (findProduct(sku) === undefined) {
        return refuse(`There is no product "${sku}". Find the right SKU with search_catalog.`);
      }
      const lines = baskets.add(basketId, sku, quantity);
      return lines === undefined ? refuseUnknown(basketId) : describeBasket(basketId, lines);
    },
  );
  server.registerTool(
    'basket_get',
    {
      title: 'Look into a basket',
      description: 'Lists what is in a basket and what it costs.',
      inputSchema: z.object({ basketId: handle }),
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ basketId }) => {
      const lines = baskets.lines(basketId);
      return lines === undefined ? refuseUnknown(basketId) : describeBasket(basketId, lines);
    },
  );
}

function refuseUnknown(basketId: string): CallToolResult {
  return refuse(
    `No basket "${basketId}" is known here. Create one with basket_create and use the handle it returns.`,
  );
}

function describeBasket(basketId: string, lines: readonly BasketLine[]): CallToolResult {
  return answer({
    basketId,
    lines,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    totalCents: lines.reduce(
      (sum, line) => sum + line.quantity * (findProduct(line.sku)?.priceCents ?? 0),
      0,
    ),
  });
}
