import { acceptedContent, inputRequired, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ServerParts } from '../server/server-parts.ts';
import { mayHaveTask, startWork } from '../server/start-work.ts';
import { askName, namedAnswer, sayText } from './ask-client.ts';
import { computeInput, deleteInput } from './task-work.ts';

const TTL_MS = 120_000;
const NAME_KEY = 'user_name';
const noArguments = z.object({});

/**
 * What the scenarios on tasks call: six tools that work as tasks, and one that never does.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */
export function registerTaskTools(server: McpServer, parts: ServerParts): void {
  server.registerTool(
    'greet',
    { description: 'Greets by name, at once.', inputSchema: z.object({ name: z.string().default('World') }) },
    ({ name }) => sayText(`Hello, ${name}!`),
  );
  server.registerTool(
    'slow_compute',
    {
      description: 'A task that takes as long as it is told; at once for 0 seconds.',
      inputSchema: computeInput,
    },
    (input, ctx) => {
      const todo = {
        work: 'slow_compute',
        input,
        ttlMs: TTL_MS + input.seconds * 1_000,
        canWait: true,
      } as const;
      return input.seconds === 0
        ? sayText(`Computed ${input.label} at once.`)
        : startWork(ctx, parts, { ...todo, ttlMs: Math.round(todo.ttlMs) });
    },
  );
  server.registerTool(
    'failing_job',
    { description: "A task whose result is a tool's error.", inputSchema: noArguments },
    (input, ctx) => startWork(ctx, parts, { work: 'failing_job', input, ttlMs: TTL_MS }),
  );
  server.registerTool(
    'protocol_error_job',
    { description: 'A task that ends with a JSON-RPC error.', inputSchema: noArguments },
    (input, ctx) => startWork(ctx, parts, { work: 'protocol_error_job', input, ttlMs: TTL_MS }),
  );
  server.registerTool(
    'confirm_delete',
    { description: 'A task that asks for one confirmation.', inputSchema: deleteInput },
    (input, ctx) => startWork(ctx, parts, { work: 'confirm_delete', input, ttlMs: TTL_MS, asks: true }),
  );
  server.registerTool(
    'multi_input',
    { description: 'A task that asks for two things at once.', inputSchema: noArguments },
    (input, ctx) => startWork(ctx, parts, { work: 'multi_input', input, ttlMs: TTL_MS, asks: true }),
  );
  server.registerTool(
    'test_tool_with_task',
    { description: 'Asks for a name before it begins a task.', inputSchema: noArguments },
    (_, ctx) => {
      const named = acceptedContent(ctx.mcpReq.inputResponses, NAME_KEY, namedAnswer);
      // A client that cannot be given the task in the end is told so before a person is asked for anything.
      if (named === undefined && mayHaveTask(ctx, parts)) {
        return inputRequired({ inputRequests: { [NAME_KEY]: askName('What is your name?') } });
      }
      return startWork(ctx, parts, { work: 'test_tool_with_task', input: named, ttlMs: TTL_MS });
    },
  );
}
