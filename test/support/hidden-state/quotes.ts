import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { driveWith, type Drive } from './drive.ts';
import { said, startStateful, type StatefulFleet } from './stateful-servers.ts';

/** Quotes in the currency of the request, or of the first request that a process ever got with one. */
export function startQuotes({ sticks }: { readonly sticks: boolean }): Promise<StatefulFleet> {
  return startStateful(() => {
    let first: string | undefined;
    return (server: McpServer) => {
      server.registerTool(
        'quote',
        {
          inputSchema: z.object({ sku: z.string(), currency: z.string().optional() }),
          annotations: { readOnlyHint: true },
        },
        ({ sku, currency }) => {
          if (sticks) first ??= currency;
          return said({ sku, currency: first ?? currency ?? 'EUR', amount: sku.length * 100 });
        },
      );
    };
  });
}

/** Asks for quotes in several currencies, and in none. */
export const driveQuotes: Drive = driveWith(async (call) => {
  for (const currency of ['EUR', 'SEK', 'USD', 'PLN']) {
    await call('quote', { sku: 'TEA', currency });
    await call('quote', { sku: 'COFFEE' });
  }
});
