import { expect, it } from 'vitest';
import { answerFault } from '../../../../../engine/lint/tasks/answers.ts';
import { KnownTasks } from '../../../../../engine/lint/tasks/known-tasks.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { creates, polls, START, TASK_ID, updates } from '../../../../support/lint/tasks.ts';

const asks = polls(0, { status: 'input_required', inputRequests: { a: { method: 'roots/list' } } });

function faultOf(key: string, ...before: readonly ExchangeParts[]): string | undefined {
  const tasks = new KnownTasks();
  for (const parts of before) tasks.learn(exchange(parts));
  const task = tasks.find(TASK_ID, 'alpha');
  if (!task) throw new Error('no task');
  return answerFault(task, key, { startedAt: START + 5000 })?.kind;
}

it('knows what is open, answered, and never asked', () => {
  expect(faultOf('a', creates(), asks)).toBeUndefined();
  expect(faultOf('a', creates(), asks, updates(100, { a: {} }))).toBe('again');
  expect(faultOf('b', creates(), asks)).toBe('unasked');
});

it('says nothing where it cannot know', () => {
  expect(faultOf('b', asks)).toBeUndefined();
  expect(faultOf('b', creates(), polls(0))).toBeUndefined();
  expect(faultOf('a', creates(), asks, updates(6000, { a: {} }))).toBeUndefined();
});
