import { ask, call, type Answer, type Message } from './requests.ts';

/** Requests of the Tasks extension, written by hand. */

export const TASKS = 'io.modelcontextprotocol/tasks';

/** For `_meta`: the extension, and forms. */
export const DECLARED = {
  'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} }, extensions: { [TASKS]: {} } },
};

export interface TaskSeen {
  readonly taskId: string;
  readonly status: string;
  readonly statusMessage?: string;
  readonly createdAt: string;
  readonly lastUpdatedAt: string;
  readonly [more: string]: unknown;
}

/** Calls a tool as a client that knows tasks; fails the test when the answer is no task. */
export async function callForTask(
  url: string,
  tool: string,
  args: Record<string, unknown> = {},
): Promise<TaskSeen> {
  const { last } = await call(url, tool, args, { meta: DECLARED });
  if (last.result?.['resultType'] !== 'task') throw new Error(`No task: ${JSON.stringify(last)}`);
  return last.result as unknown as TaskSeen;
}

export function askTask(
  url: string,
  method: 'get' | 'update' | 'cancel',
  taskId: string,
  params: Record<string, unknown> = {},
): Promise<Answer> {
  return ask(url, `tasks/${method}`, {
    params: { taskId, ...params },
    meta: DECLARED,
    headers: { 'Mcp-Name': taskId },
  });
}

/**
 * Asks again and again until the task has this status, and returns all that was told; fails when it can no longer come.
 *
 * @param passing an end that is none
 */
export async function untilStatus(
  url: string,
  taskId: string,
  status: string,
  passing?: string,
): Promise<readonly TaskSeen[]> {
  const seen: TaskSeen[] = [];
  for (;;) {
    const { last } = await askTask(url, 'get', taskId);
    const task = last.result as unknown as TaskSeen | undefined;
    if (task === undefined) throw new Error(`Not known: ${JSON.stringify(last.error)}`);
    seen.push(task);
    if (task.status === status) return seen;
    if (task.status !== passing && task.status !== 'working' && task.status !== 'input_required') {
      throw new Error(`The task ended as ${task.status}.`);
    }
  }
}

/** What notifications/tasks told, in order. */
export function taskNotifications(messages: readonly Message[]): readonly TaskSeen[] {
  return messages.flatMap(({ method, params }) =>
    method === 'notifications/tasks' ? [params as unknown as TaskSeen] : [],
  );
}
