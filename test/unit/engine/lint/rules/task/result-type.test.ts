import { expect, it } from 'vitest';
import { resultType } from '../../../../../../engine/lint/rules/task/result-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, task } from '../../../../../support/lint/tasks.ts';

it('finds tasks of another type, and nested ones', () => {
  expect(findingsOf(resultType, creates({}, { result: task() }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/resultType', found: '"complete"' },
  ]);
  expect(findingsOf(resultType, creates({}, { result: { task: task() } }))).toMatchObject([
    { pointer: 'event:0:/result/task' },
  ]);
});

it('spares what is right, a missing type, and tools that name a task beside their content', () => {
  expect(findingsOf(resultType, creates())).toEqual([]);
  expect(findingsOf(resultType, creates({}, { result: task(), bare: true }))).toEqual([]);
  expect(findingsOf(resultType, creates({}, { result: { ...task(), content: [] } }))).toEqual([]);
});
