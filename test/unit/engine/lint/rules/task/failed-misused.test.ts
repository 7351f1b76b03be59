import { expect, it } from 'vitest';
import { failedMisused } from '../../../../../../engine/lint/rules/task/failed-misused.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { listens, notifies, polls } from '../../../../../support/lint/tasks.ts';

const toolError = { content: [], isError: true };

it('finds a tool’s own error in a failed task', () => {
  expect(findingsOf(failedMisused, polls(0, { status: 'failed', result: toolError }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/result' },
  ]);
  expect(findingsOf(failedMisused, polls(0, { status: 'failed', error: toolError }))).toHaveLength(1);
  const told = listens(0, [notifies({ status: 'failed', result: toolError })]);
  expect(findingsOf(failedMisused, told)).toMatchObject([{ pointer: 'event:1:/params/result' }]);
});

it.each([
  { status: 'failed', error: { code: -32603, message: 'x' } },
  { status: 'completed', result: toolError },
  { status: 'failed' },
])('spares %j', (task) => {
  expect(findingsOf(failedMisused, polls(0, task))).toEqual([]);
});
