import { expect, it } from 'vitest';
import { KnownTasks, openRequests, toldIn } from '../../../../../engine/lint/tasks/known-tasks.ts';
import { taskSightings } from '../../../../../engine/lint/tasks/sightings.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import {
  cancels,
  creates,
  listens,
  notifies,
  on,
  polls,
  TASK_ID,
  updates,
} from '../../../../support/lint/tasks.ts';

function knownOf(...all: readonly ExchangeParts[]): KnownTasks {
  const tasks = new KnownTasks();
  for (const parts of all) tasks.learn(exchange(parts));
  return tasks;
}

const asks = (ms: number) =>
  polls(ms, { status: 'input_required', inputRequests: { a: { method: 'elicitation/create', params: {} } } });

it('remembers what rules ask about a task', () => {
  const tasks = knownOf(
    creates(),
    asks(0),
    updates(100, { a: {} }),
    on('beta', polls(200, -32602)),
    polls(300, { ttlMs: 7 }),
  );
  const task = tasks.find(TASK_ID, 'alpha');
  expect(task).toMatchObject({
    isCreated: true,
    ttlMs: 7,
    pollIntervalMs: 1000,
    creation: { method: 'tools/call' },
  });
  expect(task?.latest?.status).toBe('working');
  expect([...(task?.knownBy.keys() ?? [])]).toEqual(['alpha']);
  expect([...(task?.unknownTo.keys() ?? [])]).toEqual(['beta']);
  expect(task?.keys.get('a')).toMatchObject({ answered: {}, goneAt: task?.latest?.at });
  expect(tasks.find('other', 'alpha')).toBeUndefined();
});

it('holds a sighting against what was told before it was asked, not while it was on its way', () => {
  const tasks = knownOf(creates(), polls(100, { status: 'completed', result: {} }));
  const [later] = tasks.steps(exchange(polls(200)));
  expect(later).toMatchObject({ before: { status: 'completed' }, end: { status: 'completed' } });
  const [meanwhile] = tasks.steps(exchange(polls(100)));
  expect(meanwhile?.before).toBeUndefined();
  expect(meanwhile?.task?.taskId).toBe(TASK_ID);
});

it('holds notifications against those before them in their stream', () => {
  const tasks = knownOf(creates(), polls(100, { status: 'completed', result: {} }));
  const steps = tasks.steps(exchange(listens(0, [notifies(), notifies({ status: 'input_required' })])));
  expect(steps.map(({ before }) => before?.status)).toEqual([undefined, 'working']);
  expect(steps.map(({ end }) => end)).toEqual([undefined, undefined]);
});

it('learns from a stream that goes on, once', () => {
  const tasks = knownOf(creates());
  const open = exchange(listens(10, [notifies({ status: 'input_required' })]));
  tasks.glance(open);
  expect(tasks.find(TASK_ID, 'alpha')?.latest?.status).toBe('input_required');
  // What it says itself is no earlier word.
  expect(tasks.steps(open)[0]?.before?.number).not.toBe(open.number);
  tasks.learn({
    ...exchange(listens(10, [notifies({ status: 'input_required' }), notifies()])),
    number: open.number,
  });
  expect(tasks.find(TASK_ID, 'alpha')?.latest?.status).toBe('working');
});

it('learns nothing from answers that a gateway made', () => {
  const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [{ kind: 'status' }] } as never;
  expect(knownOf({ ...creates(), gateway }).size).toBe(0);
});

it('finds the tasks that a call on a pipe has made', () => {
  const tasks = new KnownTasks();
  tasks.learn({ ...exchange({ ...creates(), id: 7 }), channel: 1 });
  expect(tasks.createdBy(7, 1)).toHaveLength(1);
  expect(tasks.createdBy(7, 2)).toEqual([]);
  expect(tasks.createdBy(8, 1)).toEqual([]);
});

it('remembers a bounded number of tasks and keys', () => {
  const tasks = new KnownTasks();
  for (let at = 0; at < 2100; at += 1) tasks.learn(exchange(creates({ taskId: `task ${String(at)}` })));
  expect(tasks.size).toBe(2000);
  const keys = Object.fromEntries(
    Array.from({ length: 80 }, (_, at) => [`key ${String(at)}`, { method: 'x' }]),
  );
  tasks.learn(exchange(polls(0, { status: 'input_required', inputRequests: keys })));
  expect(tasks.find(TASK_ID, 'alpha')).toMatchObject({ hasMoreKeys: true });
  expect(tasks.find(TASK_ID, 'alpha')?.keys.size).toBe(50);
});

it('reads states, and which requests are open', () => {
  const read = (parts: ExchangeParts) => {
    const seen = exchange(parts);
    const [sighting] = taskSightings(seen);
    if (!sighting) throw new Error('nothing seen');
    return { open: openRequests(sighting), told: toldIn(sighting, seen) };
  };
  expect(read(asks(0)).open).toHaveProperty('a');
  expect(read(polls(0)).open).toEqual({});
  expect(read(polls(0, { status: 'input_required' })).open).toBeUndefined();
  expect(read(cancels(0))).toEqual({ open: undefined, told: undefined });
  const outcome = (result: object) =>
    read(polls(0, { status: 'completed', result: result as never })).told?.outcome;
  expect(outcome({ a: 1, b: 2 })).toBe(outcome({ b: 2, a: 1, _meta: {} }));
  expect(outcome({ a: 1 })).not.toBe(outcome({ a: 2 }));
  expect(read(polls(0)).told?.outcome).toBeUndefined();
});
