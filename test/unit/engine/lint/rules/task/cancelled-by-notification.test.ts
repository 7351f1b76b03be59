import { expect, it } from 'vitest';
import { cancelledByNotification } from '../../../../../../engine/lint/rules/task/cancelled-by-notification.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { exchange, findingsOf } from '../../../../../support/lint/exchange.ts';
import { at, creates, polls, TASK_ID } from '../../../../../support/lint/tasks.ts';

/** On the pipe of process 1. */
function piped(parts: Parameters<typeof exchange>[0], channel = 1) {
  return { ...exchange({ ...parts, row: { ...parts?.row, transport: 'stdio' } }), channel };
}

const cancels = (ms: number, params: JsonObject) =>
  at(ms, { body: { jsonrpc: '2.0', method: 'notifications/cancelled', params }, silent: true });
const made = { ...creates({}, { id: 7 }) };

it('finds a task that is cancelled by notification', () => {
  expect(findingsOf(cancelledByNotification, made, cancels(50, { requestId: TASK_ID }))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/requestId', expected: 'tasks/cancel' },
  ]);
  expect(findingsOf(cancelledByNotification, made, cancels(50, { taskId: TASK_ID }))).toMatchObject([
    { pointer: 'request:/params/taskId' },
  ]);
  expect(
    findingsOf(cancelledByNotification, piped(made), piped(cancels(5000, { requestId: 7 }))),
  ).toHaveLength(1);
});

it('spares what was on its way, what has ended, other processes, and ids over HTTP', () => {
  const late = piped(cancels(5000, { requestId: 7 }));
  expect(findingsOf(cancelledByNotification, piped(made), piped(cancels(500, { requestId: 7 })))).toEqual([]);
  const done = piped(polls(0, { status: 'completed', result: {} }));
  expect(findingsOf(cancelledByNotification, piped(made), done, late)).toEqual([]);
  expect(findingsOf(cancelledByNotification, piped(made, 2), late)).toEqual([]);
  expect(findingsOf(cancelledByNotification, made, cancels(5000, { requestId: 7 }))).toEqual([]);
  expect(findingsOf(cancelledByNotification, made, cancels(50, { requestId: 'other' }))).toEqual([]);
});
