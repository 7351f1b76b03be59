import type { KnownTask } from './known-tasks.ts';
import { UNKNOWN_TASK, type TaskSighting } from './sightings.ts';

/**
 * Whether a sighting says that a task is unknown that was handed out before it was asked, and that has to be there still:
 * its ttl has surely not passed. A task is made after its call has begun; clocks are the recorder's.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#tasks
 */
export function isUnknownEarly({ kind, errorCode, from, at }: TaskSighting, task: KnownTask): boolean {
  if (kind !== 'poll' || errorCode !== UNKNOWN_TASK) return false;
  const { creation, ttlMs } = task;
  if (creation && creation.at > from) return false;
  if (ttlMs === null) return true;
  if (!creation) return false;
  return ttlMs === undefined || at < creation.startedAt + ttlMs;
}
