import type { TaskLife, TaskMark } from '../../shared/model/task.ts';
import { formatCounted, formatSpan, formatTime } from '../ui/format.ts';
import { statusWords } from '../ui/task-status.ts';

const KIND: Readonly<Record<TaskMark['kind'], string>> = {
  created: 'handed out',
  poll: 'tasks/get',
  update: 'tasks/update',
  cancel: 'tasks/cancel',
  notification: 'notification',
  result: 'tasks/result',
};

/** Pure. */
export function kindWords(kind: TaskMark['kind']): string {
  return KIND[kind];
}

/** "tasks/get, working, 12:04:31.208": what a mark says beside number and instance. Pure. */
export function markWords(mark: TaskMark): string {
  const { kind, status, errorCode, early, rules = [], at } = mark;
  return [
    kindWords(kind),
    errorCode !== undefined
      ? `error ${String(errorCode)}`
      : status === undefined
        ? undefined
        : statusWords(status),
    early && 'sooner than asked for',
    rules.length > 0 && `breaks ${rules.join(', ')}`,
    formatTime(at),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The tool, or what else is known of it. Pure. */
export function taskName({ tool, taskId }: Pick<TaskLife, 'tool' | 'taskId'>): string {
  return tool === '' ? taskId : tool;
}

/** An id as far as there is room: its beginning and its end, in which ids differ. Pure. */
export function shortId(id: string, most: number): string {
  if (id.length <= most) return id;
  const tail = Math.floor((most - 1) / 2);
  return `${id.slice(0, most - 1 - tail)}…${id.slice(-tail)}`;
}

/** A lane in a sentence, for those who do not see it. Pure. */
export function lifeSentence(life: TaskLife): string {
  const { taskId, tool, status, polls, inputs, legacy, cancelAskedAt, firstAt, lastAt } = life;
  const broken = brokenCount(life);
  const parts = [
    tool === '' ? `Task ${taskId}` : `${tool}, task ${taskId}`,
    statusWords(status),
    `seen for ${formatSpan(lastAt - firstAt)}`,
    polls > 0 && formatCounted(polls, 'poll'),
    inputs.length > 0 && formatCounted(inputs.length, 'input request'),
    cancelAskedAt !== undefined && 'asked to be cancelled',
    broken > 0 && formatCounted(broken, 'finding'),
    legacy && 'a task of 2025-11-25, to be migrated',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** Findings about it. Pure. */
export function brokenCount({ rules }: Pick<TaskLife, 'rules'>): number {
  return Object.values(rules).reduce((sum, count) => sum + count, 0);
}
