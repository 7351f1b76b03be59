import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { driveWith, type Drive } from './drive.ts';
import { said, startStateful, type StatefulFleet } from './stateful-servers.ts';

/**
 * Prices in a store that all instances share, behind a cache of each process that nobody empties: what an instance has read or
 * written once it goes on answering, whatever others write.
 */
export function startPrices({ cached }: { readonly cached: boolean }): Promise<StatefulFleet> {
  const store = new Map<string, number>([['TEA', 290]]);
  return startStateful(() => {
    const cache = new Map<string, number>();
    const read = (sku: string): number => (cached ? cache.get(sku) : undefined) ?? store.get(sku) ?? 0;
    return (server: McpServer) => {
      server.registerTool(
        'price_get',
        { inputSchema: z.object({ sku: z.string() }), annotations: { readOnlyHint: true } },
        ({ sku }) => {
          const cents = read(sku);
          cache.set(sku, cents);
          return said({ sku, cents });
        },
      );
      server.registerTool(
        'price_set',
        { inputSchema: z.object({ sku: z.string(), cents: z.int() }), annotations: { idempotentHint: true } },
        ({ sku, cents }) => {
          store.set(sku, cents);
          cache.set(sku, cents);
          return said({ sku, cents });
        },
      );
    };
  });
}

/** Sets the price several times, and looks in between. */
export const drivePrices: Drive = driveWith(async (call) => {
  await call('price_get', { sku: 'TEA' });
  for (const cents of [310, 330, 305]) {
    await call('price_set', { sku: 'TEA', cents });
    await call('price_get', { sku: 'TEA' });
    await call('price_get', { sku: 'TEA' });
  }
});
