/** An MCP server of the official SDK 2.4.0 on stdio. `--legacy`: it serves the legacy era, too. */
import { acceptedContent, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

process.stderr.write('modern-sdk is up\n');

serveStdio(
  () => {
    const server = new McpServer(
      { name: 'modern-sdk', version: '1.0.0' },
      { capabilities: { tools: { listChanged: true } } },
    );
    server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
      content: [{ type: 'text', text }],
    }));
    server.registerTool('count', { inputSchema: z.object({ to: z.number() }) }, async ({ to }, ctx) => {
      const progressToken = ctx.mcpReq._meta?.progressToken;
      for (let progress = 1; progressToken !== undefined && progress <= to; progress += 1) {
        await ctx.mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress, total: to },
        });
      }
      return { content: [{ type: 'text', text: `counted to ${String(to)}` }] };
    });
    server.registerTool('wait', {}, async (ctx) => {
      process.stderr.write('waiting\n');
      const { signal } = ctx.mcpReq;
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve());
      });
      process.stderr.write('cancelled\n');
      return { content: [] };
    });
    server.registerTool('ask', {}, (ctx) => {
      const name = acceptedContent(ctx.mcpReq.inputResponses, 'who', z.object({ name: z.string() }))?.name;
      if (name !== undefined) return { content: [{ type: 'text', text: `Hello, ${name}` }] };
      const requestedSchema = z.object({ name: z.string().default('nobody') });
      return inputRequired({
        inputRequests: { who: inputRequired.elicit({ message: 'Who is it?', requestedSchema }) },
      });
    });
    server.registerTool('change', {}, () => {
      server.sendToolListChanged();
      return { content: [{ type: 'text', text: 'told' }] };
    });
    return server;
  },
  { legacy: process.argv.includes('--legacy') ? 'serve' : 'reject' },
);
