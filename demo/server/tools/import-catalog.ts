import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { PRODUCTS } from '../catalogue.ts';
import type { ServerParts } from '../server-parts.ts';
import { answer, refuse } from '../tool-answers.ts';

const input = z.object({
  count: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('Products to import; each gives one progress notification'),
  delayMs: z.int().min(0).max(1_000).default(0).describe('Milliseconds to wait before each product'),
});

const output = z.object({ imported: z.int() });

const LOGGER = 'import';
// Often enough that a cancellation is seen soon, seldom enough that ten thousand products stay quick.
const PRODUCTS_A_TURN = 50;

/**
 * `import_catalog`: a long call. One progress notification a product (when the request has a progressToken), and
 * log messages at the start, at each tenth and at the end (when the request asks for them). Nothing is stored.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation
 */
export function registerImportCatalog(server: McpServer, parts: ServerParts): void {
  server.registerTool(
    'import_catalog',
    {
      title: 'Import the catalogue',
      description:
        'Pretends to import products, slowly if asked, and reports progress and log messages as it goes.',
      inputSchema: input,
      outputSchema: output,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    async ({ count, delayMs }, ctx) => {
      const imported = await importProducts(count, delayMs, ctx);
      if (imported < count) {
        parts.report(`import_catalog cancelled after ${String(imported)} of ${String(count)}`);
        return refuse(`The import was cancelled after ${String(imported)} of ${String(count)} products.`);
      }
      return answer({ imported });
    },
  );
}

/** Returns how many were imported; fewer than `count` when the request was cancelled. */
async function importProducts(count: number, delayMs: number, ctx: ServerContext): Promise<number> {
  const { signal } = ctx.mcpReq;
  const progressToken = ctx.mcpReq._meta?.progressToken;
  const milestone = Math.max(1, Math.ceil(count / 10));
  await log(ctx, `Importing ${String(count)} products`);
  for (let done = 1; done <= count; done += 1) {
    // An abort rejects the sleep, which the check below then finds; there is nothing else to do about it.
    if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    else if (done % PRODUCTS_A_TURN === 0) await nextTurn();
    if (signal.aborted) return done - 1;
    if (progressToken !== undefined) {
      const message = PRODUCTS[(done - 1) % PRODUCTS.length]?.name ?? '';
      await ctx.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress: done, total: count, message },
      });
    }
    if (done % milestone === 0 && done < count)
      await log(ctx, `Imported ${String(done)} of ${String(count)}`);
  }
  await log(ctx, `Imported all ${String(count)} products`);
  return count;
}

async function log(ctx: ServerContext, sentence: string): Promise<void> {
  // Logging is deprecated in this revision, yet an inspector must be shown what it looks like on the wire.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  await ctx.mcpReq.log('info', sentence, LOGGER);
}
