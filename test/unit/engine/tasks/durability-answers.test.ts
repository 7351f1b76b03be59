import { describe, expect, it } from 'vitest';
import { readTaskReply, saidOf } from '../../../../engine/tasks/durability-answers.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';

const read = (answer: JsonObject) => readTaskReply({ answer, status: 200 });
const TASK = { taskId: 't', status: 'working', createdAt: '2026-01-01T00:00:00Z', ttlMs: null };

describe('a reply', () => {
  it('is a task with what the server wrote of it', () => {
    const reply = read({ result: { ...TASK, resultType: 'complete', ttlMs: 5, pollIntervalMs: 7 } });
    expect(reply).toEqual({
      kind: 'task',
      handle: false,
      task: { ...TASK, ttlMs: 5, pollIntervalMs: 7, requests: [] },
    });
    expect(read({ result: { ...TASK, resultType: 'task' } })).toMatchObject({ kind: 'task', handle: true });
    expect(read({ result: { ...TASK, createdAt: 7 } })).not.toHaveProperty('task.createdAt');
  });

  it.each([
    {},
    { taskId: 't' },
    { ...TASK, status: 'done' },
    { ...TASK, taskId: '' },
    { ...TASK, taskId: 7 },
  ])('is a mere result where it is no task: %j', (result) => {
    expect(read({ result })).toEqual({ kind: 'result', resultType: 'complete', isError: false });
  });

  it('is an error, or nothing with the reason', () => {
    expect(read({ error: { code: -32602, message: 'Task not found.' } })).toEqual({
      kind: 'error',
      code: -32602,
      message: 'Task not found.',
    });
    expect(readTaskReply({ status: 502 })).toEqual({
      kind: 'none',
      why: 'The answer is HTTP 502 without a JSON-RPC answer in it.',
    });
    expect(readTaskReply({ failure: { kind: 'refused', message: 'Nobody listens.', at: 0 } })).toEqual({
      kind: 'none',
      why: 'Nobody listens.',
    });
  });
});

it('is told in a few words', () => {
  expect(saidOf(read({ error: { code: -32602, message: 'Gone.' } }))).toBe('answers the error -32602 (Gone)');
  expect(saidOf(read({ error: { code: -32602 } }))).toBe('answers the error -32602');
  expect(saidOf(read({ result: { ...TASK } }))).toBe('tells of the task t: working');
  expect(saidOf(read({ result: { isError: true } }))).toBe('answers that the tool failed');
  expect(saidOf(read({ result: { resultType: 'input_required' } }))).toBe(
    'answers a result of the type input_required',
  );
});
