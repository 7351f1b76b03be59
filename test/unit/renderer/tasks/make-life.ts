import type { TaskLife, TaskMark } from '../../../../shared/model/task.ts';

export function mark(number: number, at: number, more: Partial<TaskMark> = {}): TaskMark {
  return { number, at, instanceId: 'a', kind: 'poll', status: 'working', ...more };
}

export function life(key: string, more: Partial<TaskLife> = {}): TaskLife {
  return {
    ...{ key, taskId: key, legacy: false, tool: 'render_report', client: 'c', clientName: 'client' },
    ...{ ttlChanges: [], firstAt: 1000, lastAt: 3000, phases: [{ status: 'working', from: 1000 }] },
    ...{ marks: [], marksLeftOut: 0, polls: 0, earlyPolls: 0, inputs: [], unknownOn: [] },
    ...{ instances: ['a'], rules: {}, status: 'working' as const },
    ...more,
  };
}
