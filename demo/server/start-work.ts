import { setTimeout as sleep } from 'node:timers/promises';
import {
  MissingRequiredClientCapabilityError,
  type CallToolResult,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { TASKS_EXTENSION } from '../tasks/task.ts';
import { workOf, type WorkName } from '../tasks/work-kinds.ts';
import { declaredBy, declaresForms, declaresTasks } from './declared.ts';
import type { ServerParts } from './server-parts.ts';
import { refuse } from './tool-answers.ts';

export interface WorkToStart {
  readonly work: WorkName;
  readonly input: unknown;
  readonly ttlMs: number;
  /** It asks the client by a form on its way. */
  readonly asks?: true;
  /** It can be waited for by a client that does not know tasks. */
  readonly canWait?: true;
}

/**
 * Answers tools/call for work that takes its time: with a task for a client that declared the extension, else with the
 * result when the work is done, or with the error that says which capability is missing.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#capability-negotiation
 */
export async function startWork(
  ctx: ServerContext,
  parts: ServerParts,
  todo: WorkToStart,
): Promise<CallToolResult> {
  const declared = declaredBy(ctx);
  const isModern = ctx.mcpReq.envelope !== undefined;
  const asTask = mayHaveTask(ctx, parts);
  if (!asTask && todo.canWait === true) return waitForWork(todo, ctx.mcpReq.signal);
  if (!isModern) {
    return refuse(
      `${todo.work} works as a task only: call it in revision 2026-07-28, and declare ${TASKS_EXTENSION}.`,
    );
  }
  const asksInVain = todo.asks === true && !declaresForms(declared);
  if (!asTask || asksInVain) {
    const { code, message, data } = missing(!asTask, asksInVain);
    parts.insteads.say(ctx.http?.req, { status: 400, error: { code, message, data } });
    return NOT_SENT;
  }
  const seed = parts.tasks.create(todo.work, todo.input, todo.ttlMs);
  parts.insteads.say(ctx.http?.req, { result: { resultType: 'task', ...seed } });
  return NOT_SENT;
}

/** Whether this client can be given a task. */
export function mayHaveTask(ctx: ServerContext, { eager }: ServerParts): boolean {
  return ctx.mcpReq.envelope !== undefined && (eager || declaresTasks(declaredBy(ctx)));
}

/** Stands for an answer that is replaced on its way out. */
const NOT_SENT: CallToolResult = { content: [] };

/** The error for a request that needs more than its client declared; it names only what is missing. */
export function missing(tasks: boolean, forms = false): MissingRequiredClientCapabilityError {
  return new MissingRequiredClientCapabilityError({
    requiredCapabilities: {
      ...(forms && { elicitation: { form: {} } }),
      ...(tasks && { extensions: { [TASKS_EXTENSION]: {} } }),
    },
  });
}

async function waitForWork({ work, input }: WorkToStart, signal: AbortSignal): Promise<CallToolResult> {
  const course = workOf(work).begin(input);
  for (;;) {
    const turn = course.next({});
    if (turn.done !== true) {
      if (turn.value.kind === 'ask') throw new Error(`${work} asks, and there is nobody to answer.`);
      await sleep(turn.value.forMs, undefined, { signal });
    } else if (turn.value.kind === 'error') {
      return refuse(turn.value.message);
    } else {
      return turn.value.result as CallToolResult;
    }
  }
}
