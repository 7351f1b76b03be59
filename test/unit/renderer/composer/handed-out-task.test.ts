import { describe, expect, it } from 'vitest';
import { handedOutTask } from '../../../../renderer/composer/handed-out-task.ts';

describe('the task that an answer is', () => {
  it('is read with all that it tells', () => {
    const result = {
      resultType: 'task',
      taskId: 't1',
      status: 'working',
      statusMessage: 'Page 1 of 3.',
      ttlMs: null,
      pollIntervalMs: 500,
    };
    expect(handedOutTask({ result })).toEqual({
      taskId: 't1',
      legacy: false,
      status: 'working',
      statusMessage: 'Page 1 of 3.',
      ttlMs: null,
      pollIntervalMs: 500,
    });
  });

  it('is read without what is odd', () => {
    const result = { resultType: 'task', taskId: 't1', status: 'dreaming', ttlMs: '1', pollIntervalMs: {} };
    expect(handedOutTask({ result })).toEqual({ taskId: 't1', legacy: false });
  });

  it('may be one of 2025-11-25, whose members have other names', () => {
    const task = { taskId: 't2', status: 'working', ttl: 60_000, pollInterval: 1000 };
    expect(handedOutTask({ result: { task } })).toEqual({
      taskId: 't2',
      legacy: true,
      status: 'working',
      ttlMs: 60_000,
      pollIntervalMs: 1000,
    });
  });

  it.each([
    undefined,
    {},
    { error: { code: 1 } },
    { result: { content: [] } },
    { result: { resultType: 'task' } },
    { result: { resultType: 'task', taskId: 7 } },
    { result: { resultType: 'complete', task: { taskId: 't' } } },
    { result: { resultType: 'complete', taskId: 't', status: 'working' } },
  ])('is none in %j', (message) => {
    expect(handedOutTask(message)).toBeUndefined();
  });
});
