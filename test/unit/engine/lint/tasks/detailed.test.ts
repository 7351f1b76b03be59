import { expect, it } from 'vitest';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import * as detailed from '../../../../../engine/lint/tasks/detailed.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { cancels, creates, listens, notifies, polls } from '../../../../support/lint/tasks.ts';

const tasksOf = (parts: ExchangeParts) => detailed.detailedTasks(exchange(parts), new Knowledge());

it('reads the tasks of tasks/get and of notifications only', () => {
  expect(tasksOf(polls(0))).toMatchObject([{ status: 'working', place: 'event:0:/result' }]);
  expect(tasksOf(listens(0, [notifies()]))).toMatchObject([{ place: 'event:1:/params' }]);
  for (const parts of [creates(), cancels(0), polls(0, -32602), polls(0, { status: 'x' })]) {
    expect(tasksOf(parts)).toEqual([]);
  }
});

it('tells errors from results of tools', () => {
  expect(detailed.isRpcError({ code: -32603, message: 'x' })).toBe(true);
  for (const value of [undefined, 'x', {}, { code: 1 }, { code: '1', message: 'x' }]) {
    expect(detailed.isRpcError(value)).toBe(false);
  }
  expect([{ content: [] }, { isError: true }].map(detailed.isToolResult)).toEqual([true, true]);
  expect([undefined, {}, { content: 'x' }].map(detailed.isToolResult)).toEqual([false, false, false]);
});

it('knows acknowledgements and their types', () => {
  expect(detailed.isAcknowledged(exchange(cancels(0)))).toBe(true);
  expect(detailed.isAcknowledged(exchange(polls(0)))).toBe(false);
  expect(detailed.wrongAckType(exchange(cancels(0)))).toBeUndefined();
  expect(detailed.wrongAckType(exchange(cancels(0, { result: { resultType: 'task' } })))).toBe('task');
});

it.each([
  ['Task not found', true],
  ['Failed to retrieve task: Task has expired', true],
  ['Unknown taskId: x', true],
  ['The task doesn’t exist', true],
  ['Database down', false],
])('understands "%s"', (message, isUnknown) => {
  const { answer } = exchange({ method: 'tasks/get', error: { code: -32602, message } });
  expect(answer && detailed.saysUnknown(answer)).toBe(isUnknown);
});
