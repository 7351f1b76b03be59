import { expect, it } from 'vitest';
import { resultMissing } from '../../../../../../engine/lint/rules/task/result-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, listens, notifies, polls } from '../../../../../support/lint/tasks.ts';

it('finds a completed task without its result', () => {
  expect(findingsOf(resultMissing, polls(0, { status: 'completed' }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result' },
  ]);
  expect(
    findingsOf(resultMissing, listens(0, [notifies({ status: 'completed', result: null })])),
  ).toHaveLength(1);
});

it('spares results, other states and the answer to a call', () => {
  const done = { status: 'completed' };
  expect(findingsOf(resultMissing, creates(done), polls(0, { ...done, result: {} }), polls(1))).toEqual([]);
});
