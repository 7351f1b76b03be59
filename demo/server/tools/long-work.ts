import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { approvalInput, reportInput } from '../../tasks/shop-work.ts';
import type { ServerParts } from '../server-parts.ts';
import { startWork } from '../start-work.ts';

const MOST_TTL_MS = 86_400_000;

/** How long a task is kept; a person who decides needs longer than a machine that watches. */
function ttl(byDefault: number) {
  const ttlMs = z.int().min(1_000).max(MOST_TTL_MS).default(byDefault);
  return { ttlMs: ttlMs.describe('How long the task is kept, in milliseconds from its creation') };
}

const annotations = { destructiveHint: false, idempotentHint: false, openWorldHint: false };

/**
 * `render_report`, `approve_work` and `failing_work`: work that takes its time, done as a task that any instance knows.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation
 */
export function registerLongWork(server: McpServer, parts: ServerParts): void {
  server.registerTool(
    'render_report',
    {
      title: 'Render a report',
      description:
        'Adds up the catalogue, page by page: a task of about two seconds. A client that does not know tasks waits for it.',
      inputSchema: reportInput.extend(ttl(60_000)),
      annotations: { ...annotations, readOnlyHint: true },
    },
    ({ ttlMs, ...input }, ctx) =>
      startWork(ctx, parts, { work: 'render_report', input, ttlMs, canWait: true }),
  );
  server.registerTool(
    'approve_work',
    {
      title: 'Ask for approval',
      description:
        'A task that asks a person to approve something, waits for the answer, and says what it was.',
      inputSchema: approvalInput.extend(ttl(300_000)),
      annotations: { ...annotations, readOnlyHint: false },
    },
    ({ ttlMs, ...input }, ctx) => startWork(ctx, parts, { work: 'approve_work', input, ttlMs, asks: true }),
  );
  server.registerTool(
    'failing_work',
    {
      title: 'Fail after a while',
      description: 'A task that ends with a JSON-RPC error, as work does that breaks.',
      inputSchema: z.object(ttl(60_000)),
      annotations: { ...annotations, readOnlyHint: true },
    },
    ({ ttlMs }, ctx) => startWork(ctx, parts, { work: 'failing_work', input: {}, ttlMs }),
  );
}
