import { expect, it } from 'vitest';
import { unsupportedFollowed } from '../../../../../../engine/lint/rules/task/unsupported-followed.ts';
import { META, findingsOf } from '../../../../../support/lint/exchange.ts';
import { cancels, creates, polls, TASK_META } from '../../../../../support/lint/tasks.ts';

const prompt = creates({}, { method: 'prompts/get', params: { name: 'a' } });

it('finds a client that follows a task of another method, once', () => {
  expect(findingsOf(unsupportedFollowed, prompt, polls(0), polls(1000))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/taskId' },
  ]);
});

it('spares tasks of calls, cancellations, other clients and foreign extensions', () => {
  expect(findingsOf(unsupportedFollowed, creates(), polls(0))).toEqual([]);
  expect(findingsOf(unsupportedFollowed, prompt, cancels(0))).toEqual([]);
  const info = { name: 'other', version: '1' };
  const meta = { ...TASK_META, 'io.modelcontextprotocol/clientInfo': info };
  expect(findingsOf(unsupportedFollowed, prompt, polls(0, {}, { meta }))).toEqual([]);
  const foreign = {
    ...META,
    'io.modelcontextprotocol/clientCapabilities': { extensions: { 'com.x/more-tasks': {} } },
  };
  expect(findingsOf(unsupportedFollowed, prompt, polls(0, {}, { meta: foreign }))).toEqual([]);
});
