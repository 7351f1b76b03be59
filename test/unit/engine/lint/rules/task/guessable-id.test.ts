import { expect, it } from 'vitest';
import { guessableId } from '../../../../../../engine/lint/rules/task/guessable-id.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, on } from '../../../../../support/lint/tasks.ts';

const makes = (taskId: string) => creates({ taskId });

it('finds ids that count, once an instance', () => {
  const ids = ['report-task-00041', 'report-task-00042', 'report-task-00043'].map(makes);
  expect(findingsOf(guessableId, ...ids)).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/taskId', found: '"report-task-00042"' },
  ]);
  expect(findingsOf(guessableId, makes('a-task'), makes('b-task'))).toMatchObject([{ severity: 'warning' }]);
});

it('spares long ids, and the same one again', () => {
  const ids = [
    'f2b9c1d4-6f0e-4f53-9c39-3f9f2f5b7a10',
    'f2b9c1d4-6f0e-4f53-9c39-3f9f2f5b7a10',
    'task-8273645510293',
  ];
  expect(findingsOf(guessableId, ...ids.map(makes))).toEqual([]);
  expect(findingsOf(guessableId, makes('report-task-1'), on('beta', makes('report-task-2')))).toEqual([]);
});
