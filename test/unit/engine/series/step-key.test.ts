import { describe, expect, it } from 'vitest';
import { isEarlyPoll, keysOf, taskStatusOf } from '../../../../engine/series/step-key.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';

const call = (args: JsonObject, name = 'search'): ReturnType<typeof keysOf> =>
  keysOf({ method: 'tools/call', params: { name, arguments: args } });
const read = (uri: string): number => keysOf({ method: 'resources/read', params: { uri } }).loose;

describe('keysOf', () => {
  it('tells parameters apart, whatever their order; not who asks', () => {
    expect(call({ a: 1, b: 2 })).toEqual(call({ b: 2, a: 1 }));
    expect(call({ a: 1 }).exact).not.toBe(call({ a: 2 }).exact);
    expect(call({ a: 1 }).loose).toBe(call({ a: 2 }).loose);
    expect(call({ a: 1 }).loose).not.toBe(call({ a: 1 }, 'find').loose);
    const params = { name: 'search', arguments: { a: 1 }, _meta: { progressToken: 'x' } };
    expect(keysOf({ method: 'tools/call', params })).toEqual(call({ a: 1 }));
  });

  it('takes moments for equal, days not', () => {
    expect(call({ at: '2026-11-23T14:12:08Z' })).toEqual(call({ at: '2026-11-24T09:00Z' }));
    expect(call({ on: '2026-11-23' }).exact).not.toBe(call({ on: '2026-11-24' }).exact);
  });

  it('finds a uri by what is no chance in it', () => {
    const ids = ['0b8c3f52-7d1e-4a6b-9c2d-5e8f7a1b3c4d', '7f1d2e3c-4b5a-4968-8776-a5b4c3d2e1f0'];
    expect(read(`shop://orders/${ids[0] ?? ''}`)).toBe(read(`shop://orders/${ids[1] ?? ''}`));
    expect(read('shop://orders')).not.toBe(read('shop://baskets'));
  });

  it('tells polls apart by what the task was', () => {
    const poll = (taskStatus: string) => keysOf({ method: 'tasks/get', params: { taskId: 't' }, taskStatus });
    expect(poll('working').exact).not.toBe(poll('completed').exact);
  });
});

it('knows polls before a task is over', () => {
  const status = (value: string) => taskStatusOf('tasks/get', { status: value });
  expect(
    ['working', 'input_required', 'completed', 'failed', 'odd'].map((one) => isEarlyPoll(status(one))),
  ).toEqual([true, true, false, false, false]);
  expect(taskStatusOf('tools/call', { status: 'working' })).toBeUndefined();
  expect(taskStatusOf('tasks/get', { status: 1 })).toBeUndefined();
  expect(isEarlyPoll(undefined)).toBe(false);
});
