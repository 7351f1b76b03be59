import { expect, it } from 'vitest';
import { otherId } from '../../../../../../engine/lint/rules/task/other-id.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { polls } from '../../../../../support/lint/tasks.ts';

it('finds another task than asked for', () => {
  expect(findingsOf(otherId, polls(0, { taskId: 'other' }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/taskId', found: '"other"' },
  ]);
});

it('spares the right one and errors', () => {
  expect(findingsOf(otherId, polls(0), polls(1, -32602), polls(2, {}, { result: {} }))).toEqual([]);
});
