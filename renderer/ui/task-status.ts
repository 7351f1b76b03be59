import type { TaskStatus } from '../../shared/model/task.ts';
import { formatSpan } from './format.ts';

const STATUS: Readonly<Record<TaskStatus, string>> = {
  working: 'working',
  input_required: 'waits for input',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** "waits for input"; where nobody was told any, "status unknown". Pure. */
export function statusWords(status: TaskStatus | undefined): string {
  return status === undefined ? 'status unknown' : STATUS[status];
}

/** "no end", "30 s", "" where it was never told. Pure. */
export function ttlWords(ttlMs: number | null | undefined): string {
  if (ttlMs === undefined) return '';
  return ttlMs === null ? 'no end' : formatSpan(ttlMs);
}
