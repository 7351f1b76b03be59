import type { TaskView } from '../../../../engine/tasks/read-task.ts';
import { begin, type Course, type Seen } from '../../../../engine/tasks/task-course.ts';

export const BY = { captureId: 'c', number: 1 };

export function seen(view: Partial<TaskView> = {}, part: Partial<Seen> = {}): Seen {
  return {
    view: { taskId: 't', status: 'working', requests: [], ...view },
    by: BY,
    instanceId: 'a',
    at: 1_000,
    ...part,
  };
}

/** A task that began at 1000. */
export function course(view: Partial<TaskView> = {}, part: Partial<Course> = {}): Course {
  return { ...begin(seen(view)), ...part };
}

export const asking = (key: string) => ({ key, method: 'elicitation/create', params: {} });
