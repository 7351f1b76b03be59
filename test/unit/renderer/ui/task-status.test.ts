import { expect, it } from 'vitest';
import { statusWords, ttlWords } from '../../../../renderer/ui/task-status.ts';
import { TASK_STATUSES } from '../../../../shared/model/task.ts';

it('names each status by words of its own, and none', () => {
  expect(statusWords('input_required')).toBe('waits for input');
  expect(statusWords(undefined)).toBe('status unknown');
  expect(new Set(TASK_STATUSES.map(statusWords)).size).toBe(TASK_STATUSES.length);
});

it('says how long a task is kept', () => {
  expect([ttlWords(undefined), ttlWords(null), ttlWords(60_000)]).toEqual(['', 'no end', '1 min']);
});
