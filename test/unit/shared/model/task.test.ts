import { expect, it } from 'vitest';
import { isTerminal, TASK_STATUSES } from '../../../../shared/model/task.ts';

it('knows after which statuses no other may follow', () => {
  expect(TASK_STATUSES.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
});
