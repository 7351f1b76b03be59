import { expect, it } from 'vitest';
import { isNobodys, isTerminal, TASK_STATUSES } from '../../../../shared/model/task.ts';

it('knows after which statuses no other may follow', () => {
  expect(TASK_STATUSES.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
});

it('knows ids that are nobody’s task', () => {
  const creator = { number: 1, at: 0, instanceId: 'a' };
  expect(isNobodys({})).toBe(true);
  expect(isNobodys({ status: 'working' })).toBe(false);
  expect(isNobodys({ creator })).toBe(false);
});
