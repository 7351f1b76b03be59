import { describe, expect, it } from 'vitest';
import { readTask } from '../../../../engine/tasks/read-task.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';

const TASK: JsonObject = {
  taskId: 't',
  status: 'working',
  createdAt: '2026-11-23T02:29:06.779Z',
  lastUpdatedAt: '2026-11-23T02:29:06.779Z',
  ttlMs: 60_000,
  pollIntervalMs: 500,
};

const viewOf = (part: JsonObject) => {
  const read = readTask({ ...TASK, ...part });
  if (!read.ok) throw new Error(read.problem);
  return read.view;
};

describe('readTask', () => {
  it('reads what is told of a task', () => {
    expect(viewOf({ statusMessage: 'half way' })).toEqual({
      taskId: 't',
      status: 'working',
      statusMessage: 'half way',
      ttlMs: 60_000,
      pollIntervalMs: 500,
      lastUpdatedAt: Date.parse('2026-11-23T02:29:06.779Z'),
      requests: [],
    });
  });

  it('tells a time to live without end from none that was told', () => {
    expect(viewOf({ ttlMs: null }).ttlMs).toBeNull();
    expect('ttlMs' in viewOf({ ttlMs: '60' })).toBe(false);
  });

  it.each([{ pollIntervalMs: -1 }, { pollIntervalMs: '5' }, { ttlMs: -1 }, { lastUpdatedAt: 'soon' }])(
    'takes what means nothing as absent: %j',
    (part) => {
      const [key = ''] = Object.keys(part);
      expect(key in viewOf(part)).toBe(false);
    },
  );

  it('reads what it asks for only where it waits for that', () => {
    const inputRequests = { a: { method: 'roots/list' }, b: 7, c: { method: 1, params: [] } };
    expect(viewOf({ status: 'input_required', inputRequests }).requests).toEqual([
      { key: 'a', method: 'roots/list', params: {} },
      { key: 'b', method: '', params: {} },
      { key: 'c', method: '', params: {} },
    ]);
    expect(viewOf({ inputRequests }).requests).toEqual([]);
    expect(viewOf({ status: 'input_required', inputRequests: [] }).requests).toEqual([]);
  });

  it('reads the result and the error', () => {
    expect(viewOf({ status: 'completed', result: { content: [] } }).result).toEqual({ content: [] });
    expect(viewOf({ status: 'failed', error: { code: -1 } }).error).toEqual({ code: -1 });
    expect('result' in viewOf({ status: 'completed', result: 'text' })).toBe(false);
  });

  it.each<[JsonObject, RegExp]>([
    [{ taskId: 7 }, /no "taskId"/],
    [{ taskId: '' }, /no "taskId"/],
    [{ status: 'done' }, /"done"/],
    [{ status: { deep: 'x'.repeat(500) } }, /^.{0,140}$/],
  ])('says why %j is no task', (part, problem) => {
    expect(readTask({ ...TASK, ...part })).toEqual({
      ok: false,
      problem: expect.stringMatching(problem) as string,
    });
  });
});
