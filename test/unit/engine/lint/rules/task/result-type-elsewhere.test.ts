import { expect, it } from 'vitest';
import { resultTypeElsewhere } from '../../../../../../engine/lint/rules/task/result-type-elsewhere.ts';
import { META, findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, polls } from '../../../../../support/lint/tasks.ts';

const prompt = { method: 'prompts/get', params: { name: 'a' } };

it('finds tasks for other methods, and tasks without an id', () => {
  expect(findingsOf(resultTypeElsewhere, creates({}, prompt))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/resultType' },
  ]);
  const empty = creates({}, { result: { resultType: 'task' } });
  expect(findingsOf(resultTypeElsewhere, empty)).toMatchObject([{ expected: 'a taskId beside it' }]);
});

it('spares tasks of calls, task methods and foreign extensions', () => {
  expect(findingsOf(resultTypeElsewhere, creates(), polls(0, { resultType: 'task' }))).toEqual([]);
  const extensions = { 'com.x/more-tasks': {} };
  const meta = { ...META, 'io.modelcontextprotocol/clientCapabilities': { extensions } };
  expect(findingsOf(resultTypeElsewhere, creates({}, { ...prompt, meta }))).toEqual([]);
});
