import { expect, it } from 'vitest';
import { taskSightings } from '../../../../../engine/lint/tasks/sightings.ts';
import { createClientBook } from '../../../../../engine/trackers/client-book.ts';
import { Life } from '../../../../../engine/trackers/tasks/life.ts';
import type { TaskLife } from '../../../../../shared/model/task.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import {
  cancels,
  creates,
  listens,
  notifies,
  on,
  polls,
  START,
  TASK_ID,
} from '../../../../support/lint/tasks.ts';

function lifeOf(...all: readonly ExchangeParts[]): TaskLife {
  const clients = createClientBook();
  let life: Life | undefined;
  for (const parts of all) {
    const seen = exchange(parts);
    for (const sighting of taskSightings(seen)) {
      life ??= new Life('key', sighting, clients.of(seen));
      life.see(sighting, seen, clients.of(seen));
    }
  }
  if (!life) throw new Error('no task');
  return life.report();
}

const later = (ms: number) => new Date(START + ms).toISOString();

it('tells a life from its creation to its result', () => {
  const result = { content: [], isError: true };
  const life = lifeOf(
    creates({ statusMessage: 'Begun' }),
    polls(1000, { ttlMs: 90_000 }),
    polls(1200),
    on('beta', polls(2500, { status: 'completed', lastUpdatedAt: later(2000), result, ttlMs: 90_000 })),
  );
  expect(life).toMatchObject({
    ...{ key: 'key', taskId: TASK_ID, legacy: false, tool: 'render_report', clientName: 'test-client 1.0.0' },
    ...{ creator: { instanceId: 'alpha' }, createdAt: START, lastUpdatedAt: START + 2000 },
    ...{ status: 'completed', polls: 3, earlyPolls: 1, outcome: { kind: 'tool-error' } },
    ...{ instances: ['alpha', 'beta'], rules: {}, inputs: [], unknownOn: [], marksLeftOut: 0 },
  });
  expect(life.phases.map(({ status }) => status)).toEqual(['working', 'completed']);
  expect(life.ttlChanges.map(({ ttlMs }) => ttlMs)).toEqual([60_000, 90_000, 60_000, 90_000]);
  expect(life.marks.map(({ kind, early, statusMessage }) => [kind, early, statusMessage])).toEqual([
    ['created', undefined, 'Begun'],
    ['poll', undefined, undefined],
    ['poll', true, undefined],
    ['poll', undefined, undefined],
  ]);
  expect(life.lastAt).toBe(life.marks.at(-1)?.at);
});

it('shows a cancellation as asked, and an instance that does not know the task', () => {
  const life = lifeOf(
    creates(),
    on('beta', polls(100, -32602)),
    on('beta', polls(2000, -32602)),
    cancels(3000),
  );
  expect(life.cancelAskedAt).toBe(START + 3000);
  expect(life.status).toBe('working');
  expect(life.unknownOn.map(({ instanceId }) => instanceId)).toEqual(['beta']);
  expect(life.marks.map(({ errorCode }) => errorCode)).toEqual([undefined, -32602, -32602, undefined]);
});

it('takes what a stream told in its order, however late it is learnt', () => {
  const stream = listens(10, [notifies({ status: 'working' }), notifies({ status: 'input_required' })]);
  const life = lifeOf(
    creates(),
    polls(1000, { status: 'completed', lastUpdatedAt: later(900), result: {} }),
    stream,
  );
  expect(life.status).toBe('completed');
  expect(life.phases.map(({ status }) => status)).toEqual(['working', 'input_required', 'completed']);
  expect(life.marks.map(({ kind }) => kind)).toEqual(['created', 'notification', 'notification', 'poll']);
});

it('takes no answer that was overtaken for a step back', () => {
  const slow = polls(100, {}, { row: { startedAt: START + 100, durationMs: 5000 } });
  const done = polls(200, { status: 'completed', lastUpdatedAt: later(150), result: {} });
  const life = lifeOf(creates(), done, { ...slow, row: { ...slow.row, startedAt: START + 199 } });
  expect(life.status).toBe('completed');
  expect(life.phases.map(({ status }) => status)).toEqual(['working', 'completed']);
});

it('draws tasks of 2025-11-25', () => {
  const legacy = { row: { era: 'legacy' } } as const;
  const task = { taskId: 'a', status: 'working', createdAt: later(0), lastUpdatedAt: later(0), ttl: 5000 };
  const failed = { ...task, status: 'failed', lastUpdatedAt: later(1) };
  const life = lifeOf(
    { ...legacy, method: 'tools/call', params: { name: 'old' }, result: { task } },
    { ...legacy, method: 'tasks/get', params: { taskId: 'a' }, result: failed },
    { ...legacy, method: 'tasks/result', params: { taskId: 'a' }, error: { code: -32603 } },
  );
  expect(life).toMatchObject({
    legacy: true,
    tool: 'old',
    ttlMs: 5000,
    status: 'failed',
    outcome: { kind: 'error' },
  });
  expect(life.marks.map(({ kind }) => kind)).toEqual(['created', 'poll', 'result']);
});
