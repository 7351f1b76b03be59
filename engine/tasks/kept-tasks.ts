import * as z from 'zod';
import { draftSchema } from '../../shared/bridge/schemas.ts';
import { TASK_LISTENS, TASK_ROUTINGS } from '../../shared/model/driven-task.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { TASK_STATUSES } from '../../shared/model/task.ts';
import { isList, readVersioned, writeJson, type Reading } from '../workspace/file-reading.ts';
import { openKeptEntries, type KeptEntries } from '../workspace/kept-entries.ts';

/**
 * What is kept of a task that has not ended, so that the next start goes on with it. Clients should keep task ids in
 * durable storage: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-polling
 */
const keptTask = z.object({
  id: z.string().min(1),
  taskId: z.string().min(1),
  tool: z.string(),
  created: z.object({ captureId: z.string(), number: z.int() }),
  creator: z.object({ instanceId: z.string(), instanceName: z.string() }),
  /** Ids of the instances that served it together. */
  members: z.array(z.string()),
  /** Epoch ms. */
  startedAt: z.number(),
  base: draftSchema.pick({
    revision: true,
    clientCapabilities: true,
    clientInfo: true,
    timeoutMs: true,
    respond: true,
  }),
  status: z.enum(TASK_STATUSES),
  ttlMs: z.number().nullable(),
  serverPollMs: z.number().exactOptional(),
  handPollMs: z.number().exactOptional(),
  routing: z.enum(TASK_ROUTINGS),
  listen: z.enum(TASK_LISTENS),
  /** By a person. */
  paused: z.boolean(),
  answeredKeys: z.array(z.string()),
  cancelAskedAt: z.number().exactOptional(),
});
export type KeptTask = z.output<typeof keptTask>;

const FILE = 'tasks.json';
const VERSION = 1;
const MOST_KEPT = 1_000;

/** Task ids may be all that a server asks for, so the file is its user's alone, like the captures beside it. */
export function openKeptTasks(
  directory: string,
  options: { readonly onProblem: (message: string) => void; readonly now: () => number },
): Promise<KeptEntries<KeptTask>> {
  return openKeptEntries(directory, {
    ...options,
    file: FILE,
    read: readKeptTasks,
    write: (tasks) => writeJson({ version: VERSION, tasks: tasks.map(([, task]) => task) }),
    most: MOST_KEPT,
    unreadable: 'The tasks that were under way cannot be read, so none of them goes on.',
    unwritten: 'The tasks that are under way are not kept for the next start:',
  });
}

/** What the file holds; entries that are none are left out and named. Never throws. */
export function readKeptTasks(text: string): Reading<ReadonlyMap<string, KeptTask>> {
  return readVersioned(text, VERSION, (content: JsonObject) => {
    const list = content['tasks'];
    if (!isList(list)) return { kind: 'damaged', message: 'It has no list "tasks".' };
    const found = new Map<string, KeptTask>();
    const notes: string[] = [];
    for (const [index, entry] of list.entries()) {
      const read = keptTask.safeParse(entry);
      if (read.success) found.set(read.data.id, read.data);
      else notes.push(`The task in place ${String(index + 1)} is left out: it is not whole.`);
    }
    return { kind: 'ok', value: found, notes };
  });
}
