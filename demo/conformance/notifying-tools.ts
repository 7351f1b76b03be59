import { setTimeout as sleep } from 'node:timers/promises';
import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

// Long enough that a client sees the notifications come one by one.
const PAUSE_MS = 50;
const LOGGER = 'conformance';
const noArguments = z.object({});

/**
 * Tools that tell something before they answer: progress, and log messages.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress,
 * https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/logging
 */
export function registerNotifyingTools(server: McpServer): void {
  server.registerTool(
    'test_tool_with_progress',
    { description: 'Reports progress three times, then answers.', inputSchema: noArguments },
    async (_, ctx) => {
      for (const progress of [0, 50, 100]) {
        if (progress > 0) await sleep(PAUSE_MS);
        await reportProgress(ctx, progress);
      }
      return done('Progress was reported, if the request asked for it.');
    },
  );
  server.registerTool(
    'test_tool_with_logging',
    { description: 'Logs three messages, then answers.', inputSchema: noArguments },
    async (_, ctx) => {
      for (const [index, sentence] of ['Started.', 'Half done.', 'Done.'].entries()) {
        if (index > 0) await sleep(PAUSE_MS);
        await log(ctx, sentence);
      }
      return done('Three messages were logged, as far as the client asked for them.');
    },
  );
  server.registerTool(
    'test_logging_tool',
    { description: 'Logs one message, then answers.', inputSchema: noArguments },
    async (_, ctx) => {
      await log(ctx, 'Only for a client that asked for log messages.');
      return done('A message was logged, if the client asked for it.');
    },
  );
}

async function reportProgress(ctx: ServerContext, progress: number): Promise<void> {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return;
  const params = { progressToken, progress, total: 100 };
  await ctx.mcpReq.notify({ method: 'notifications/progress', params });
}

async function log(ctx: ServerContext, sentence: string): Promise<void> {
  // Logging is deprecated in the modern revision; the suite looks at what becomes of it in both eras.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  await ctx.mcpReq.log('info', sentence, LOGGER);
}

function done(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
