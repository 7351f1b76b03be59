import { randomBytes } from 'node:crypto';
import type { TaskShelf } from '../store/task-shelf.ts';
import type { DetailedTask, TaskRecord, TaskSeed } from './task.ts';
import { answersTo, taskAt, type TaskFaults } from './task-at.ts';
import { findWork, type WorkName } from './work-kinds.ts';

/** The tasks of one instance. `undefined` and `false` always mean: no task with this id is known here. */
export interface Tasks {
  /** Makes a task that can be read from now on, and returns what is told of it first. */
  create(work: WorkName, input: unknown, ttlMs: number): TaskSeed;
  read(id: string): DetailedTask | undefined;
  /** Takes the responses that answer what the task asks for, and ignores the others. */
  update(id: string, responses: Readonly<Record<string, unknown>>): boolean;
  /** Cancels the task unless it has ended. */
  cancel(id: string): boolean;
  close(): void;
}

const TASK_ID_BYTES = 16;

/**
 * @param now epoch ms
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */
export function openTasks(shelf: TaskShelf, faults: TaskFaults, now: () => number): Tasks {
  const read = (id: string, at: number): DetailedTask | undefined => {
    const record = shelf.find(id);
    // A task that is stuck is stuck in the shelf as well: its end would hide what is wrong with it.
    if (record === undefined || (isExpired(record, at) && faults.stuck !== true)) return undefined;
    const kind = findWork(record.work);
    return kind === undefined ? undefined : taskAt(record, kind, at, faults);
  };
  return {
    create(work, input, ttlMs) {
      const at = now();
      // The id is all that anybody needs to read the task, so nobody may guess it.
      const id = `tsk_${randomBytes(TASK_ID_BYTES).toString('hex')}`;
      shelf.atomically(() => {
        if (faults.stuck !== true) shelf.removeExpired(at);
        shelf.add({ id, work, input, createdAt: at, ttlMs, answers: [] });
      });
      const task = read(id, at);
      if (task === undefined) throw new Error(`The task ${id} cannot be read.`);
      return seedOf(task);
    },
    read: (id) => read(id, now()),
    update(id, responses) {
      return shelf.atomically(() => {
        const at = now();
        const task = read(id, at);
        if (task === undefined) return false;
        shelf.answer(id, answersTo(task, responses, at));
        return true;
      });
    },
    cancel(id) {
      return shelf.atomically(() => {
        const at = now();
        const task = read(id, at);
        if (task === undefined) return false;
        if (task.status === 'working' || task.status === 'input_required') shelf.cancel(id, at);
        return true;
      });
    },
    close() {
      shelf.close();
    },
  };
}

function isExpired({ createdAt, ttlMs }: TaskRecord, now: number): boolean {
  return createdAt + ttlMs <= now;
}

/** What a task came to, or asks for, is told by tasks/get only. */
function seedOf(task: DetailedTask): TaskSeed {
  const { taskId, status, statusMessage, createdAt, lastUpdatedAt, ttlMs, pollIntervalMs } = task;
  return { taskId, status, statusMessage, createdAt, lastUpdatedAt, ttlMs, pollIntervalMs };
}
