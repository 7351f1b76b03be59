import { expect, it } from 'vitest';
import { getResultType } from '../../../../../../engine/lint/rules/task/get-result-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { polls } from '../../../../../support/lint/tasks.ts';

it('finds another type', () => {
  expect(findingsOf(getResultType, polls(0, { resultType: 'task' }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/resultType', found: '"task"' },
  ]);
  expect(
    findingsOf(getResultType, polls(0, { resultType: 'input_required', status: 'failed' })),
  ).toHaveLength(1);
});

it('only warns of what the specification’s examples have', () => {
  const ended = { resultType: 'task', status: 'completed', result: {} };
  expect(findingsOf(getResultType, polls(0, ended))).toMatchObject([{ severity: 'warning' }]);
});

it('spares what is right, missing or unknown', () => {
  const parts = [polls(0), polls(1, {}, { bare: true }), polls(2, { resultType: 'x' }), polls(3, -32602)];
  expect(findingsOf(getResultType, ...parts)).toEqual([]);
});
