import { expect, it } from 'vitest';
import { ackResultType } from '../../../../../../engine/lint/rules/task/ack-result-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { cancels, polls, updates } from '../../../../../support/lint/tasks.ts';

it('finds another type', () => {
  const result = { resultType: 'task' };
  expect(findingsOf(ackResultType, updates(0, {}, { result }), cancels(1, { result }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/resultType' },
    { found: '"task"' },
  ]);
});

it('spares what is right, missing, or of another method', () => {
  const parts = [updates(0, {}), cancels(1, { bare: true }), polls(2, { resultType: 'task' })];
  expect(findingsOf(ackResultType, ...parts)).toEqual([]);
});
