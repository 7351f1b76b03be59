import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Era, ServerParts } from '../server-parts.ts';
import { answer } from '../tool-answers.ts';

const output = z.object({
  instance: z.string().describe('The name of the instance'),
  era: z.enum(['modern', 'legacy']).describe('The protocol era that the request was served in'),
  pid: z.int().describe('The process id'),
});

/** `whoami`: the one answer that is meant to differ from instance to instance. */
export function registerWhoami(server: McpServer, parts: ServerParts, era: Era): void {
  server.registerTool(
    'whoami',
    {
      title: 'Who am I talking to?',
      description: 'Says which instance of the fleet answered, in which era, and its process id.',
      inputSchema: z.object({}),
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () => answer({ instance: parts.instanceName, era, pid: process.pid }),
  );
}
