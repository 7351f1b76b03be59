import { expect, it } from 'vitest';
import { ackNotEmpty } from '../../../../../../engine/lint/rules/task/ack-not-empty.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { cancels, polls, task, updates } from '../../../../../support/lint/tasks.ts';

it('finds acknowledgements with contents', () => {
  expect(findingsOf(ackNotEmpty, cancels(0, { result: task() }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/taskId', expected: 'an empty result' },
  ]);
  expect(findingsOf(ackNotEmpty, updates(0, {}, { result: { status: 'working' } }))).toHaveLength(1);
});

it('spares empty ones, polls and legacy servers', () => {
  const legacy = cancels(2, { result: task(), meta: null, row: { era: 'legacy' } });
  expect(findingsOf(ackNotEmpty, updates(0, {}), cancels(1), polls(2), legacy)).toEqual([]);
});
