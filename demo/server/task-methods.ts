import {
  ProtocolError,
  ProtocolErrorCode,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { TASKS_EXTENSION } from '../tasks/task.ts';
import { declaredBy, declaresTasks } from './declared.ts';
import type { ServerParts } from './server-parts.ts';
import { missing } from './start-work.ts';

const params = z.object({ taskId: z.string() });

/**
 * tasks/get, tasks/update and tasks/cancel, which any instance answers for any task, and the extension's declaration.
 *
 * That Mcp-Name says the task's id has been checked when a request comes here.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */
export function registerTaskMethods(mcp: McpServer, { tasks }: ServerParts): void {
  const { server } = mcp;
  server.registerCapabilities({ extensions: { [TASKS_EXTENSION]: {} } });
  server.setRequestHandler('tasks/get', { params }, ({ taskId }, ctx) => {
    requireTasks(ctx);
    return { ...(tasks.read(taskId) ?? unknown('retrieve')) };
  });
  server.setRequestHandler('tasks/update', { params }, ({ taskId }, ctx) => {
    requireTasks(ctx);
    // The SDK takes these out of the parameters of every request, and leaves away what cannot be a response.
    const { inputResponses } = ctx.mcpReq;
    if (inputResponses === undefined) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid params: inputResponses is missing');
    }
    if (!tasks.update(taskId, inputResponses)) unknown('update');
    return {};
  });
  server.setRequestHandler('tasks/cancel', { params }, ({ taskId }, ctx) => {
    requireTasks(ctx);
    if (!tasks.cancel(taskId)) unknown('cancel');
    return {};
  });
}

function requireTasks(ctx: ServerContext): void {
  if (!declaresTasks(declaredBy(ctx))) throw missing(true);
}

function unknown(verb: string): never {
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `Failed to ${verb} task: no task has this id, or its time to live is over`,
  );
}
