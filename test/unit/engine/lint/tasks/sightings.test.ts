import { expect, it } from 'vitest';
import { taskSightings } from '../../../../../engine/lint/tasks/sightings.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import * as tasks from '../../../../support/lint/tasks.ts';

const { START, TASK_ID } = tasks;
const seen = (parts: ExchangeParts) => taskSightings(exchange(parts));

it('reads a creation', () => {
  const [sighting, ...others] = seen(tasks.creates({ ttlMs: null }));
  expect(others).toEqual([]);
  expect(sighting).toMatchObject({
    ...{ kind: 'created', taskId: TASK_ID, legacy: false, place: 'event:0:/result', status: 'working' },
    ...{ createdAt: START, lastUpdatedAt: START, ttlMs: null, pollIntervalMs: 1000, from: START - 20 },
  });
  expect(sighting?.at).toBeGreaterThanOrEqual(START - 20);
});

it('reads what is asked about a task, and what is answered', () => {
  expect(seen(tasks.polls(0, { status: 'completed' }))).toMatchObject([
    { kind: 'poll', status: 'completed' },
  ]);
  expect(seen(tasks.polls(0, -32602))).toMatchObject([{ kind: 'poll', task: {}, errorCode: -32602 }]);
  expect(seen(tasks.updates(0, { a: { action: 'accept' } }))).toMatchObject([{ kind: 'update' }]);
  const [cancel] = seen(tasks.cancels(0, { silent: true }));
  expect(cancel).toMatchObject({ kind: 'cancel', taskId: TASK_ID, from: START, at: START + 10, place: '' });
  expect(cancel?.message).toBeUndefined();
});

it('reads notifications before the answer, at the moment at which they came', () => {
  const told = seen(tasks.listens(50, [tasks.notifies(), tasks.notifies({ status: 'failed' })]));
  expect(told).toMatchObject([
    { kind: 'notification', status: 'working', place: 'event:1:/params' },
    { kind: 'notification', status: 'failed', place: 'event:2:/params' },
  ]);
  expect(told[0]?.from).toBe(told[0]?.at);
});

it('reads tasks of 2025-11-25', () => {
  const legacy = { row: { era: 'legacy' } } as const;
  const old = { taskId: 'a', status: 'working', ttl: 5, pollInterval: 7 };
  const call = {
    ...legacy,
    method: 'tools/call',
    params: { name: 'x', task: { ttl: 5 } },
    result: { task: old },
  };
  expect(seen(call)).toMatchObject([
    { kind: 'created', legacy: true, place: 'event:0:/result/task', ttlMs: 5, pollIntervalMs: 7 },
  ]);
  expect(
    seen({ ...legacy, method: 'tasks/list', result: { tasks: [old, 1, { taskId: 'b' }] } }),
  ).toMatchObject([
    { kind: 'list', taskId: 'a', status: 'working' },
    { kind: 'list', taskId: 'b', place: 'event:0:/result/tasks/2' },
  ]);
  const result = { ...legacy, method: 'tasks/result', params: { taskId: 'a' }, result: { content: [] } };
  expect(seen(result)).toMatchObject([{ kind: 'result', taskId: 'a', task: {} }]);
  const stream = [{ jsonrpc: '2.0', method: 'notifications/tasks/status', params: old }];
  expect(seen({ ...legacy, method: 'tools/call', params: { name: 'x' }, stream })).toMatchObject([
    { kind: 'notification', legacy: true },
  ]);
});

it.each<[string, ExchangeParts]>([
  ['other results', { method: 'tools/call', params: { name: 'x' }, result: { content: [] } }],
  [
    'a tool that has an id in its result',
    { method: 'tools/call', params: { name: 'x' }, result: { content: [], taskId: 'x', status: 'working' } },
  ],
  ['an id that is no text', tasks.polls(0, {}, { params: { taskId: 7 } })],
])('sees nothing in %s', (_, parts) => {
  expect(seen(parts)).toEqual([]);
});

it('reads no times out of what is none', () => {
  const [sighting] = seen(
    tasks.polls(0, { createdAt: 'yesterday', lastUpdatedAt: 7, status: 'done', ttlMs: 'x' }),
  );
  for (const member of ['createdAt', 'lastUpdatedAt', 'status', 'ttlMs']) {
    expect(sighting).not.toHaveProperty(member);
  }
});
