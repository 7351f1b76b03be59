import { expect, test } from 'vitest';
import { openSharedStore } from '../../../../demo/store/shared-store.ts';
import { sharedShelf } from '../../../../demo/store/task-shelf.ts';
import type { TaskFaults } from '../../../../demo/tasks/task-at.ts';
import { openTasks, type Tasks } from '../../../../demo/tasks/tasks.ts';

function open(faults: TaskFaults = {}): { tasks: Tasks; others: Tasks; clock: { now: number } } {
  const clock = { now: 1_000_000 };
  const store = openSharedStore(':memory:');
  const [tasks, others] = [0, 1].map(() => openTasks(sharedShelf(store), faults, () => clock.now)) as [
    Tasks,
    Tasks,
  ];
  return { tasks, others, clock };
}

test('what one creates, another reads, answers and sees the end of', () => {
  const { tasks, others, clock } = open();
  const seed = tasks.create('approve_work', {}, 60_000);
  expect(seed.taskId).toMatch(/^tsk_[0-9a-f]{32}$/);
  expect(others.read(seed.taskId)).toMatchObject({ ...seed, status: 'working' });
  clock.now += 400;
  expect(others.read(seed.taskId)).toMatchObject({ status: 'input_required' });
  expect(others.update(seed.taskId, { approval: { action: 'accept', content: { approve: true } } })).toBe(
    true,
  );
  clock.now += 400;
  expect(tasks.read(seed.taskId)).toMatchObject({ status: 'completed' });
});

test('a seed says nothing of what the task asks for or comes to', () => {
  const { tasks } = open();
  const seeds = [
    tasks.create('confirm_delete', {}, 60_000),
    tasks.create('slow_compute', { seconds: 0 }, 60_000),
  ];
  expect(seeds.map(({ status }) => status)).toEqual(['input_required', 'completed']);
  for (const seed of seeds) {
    expect(seed).not.toHaveProperty('inputRequests');
    expect(seed).not.toHaveProperty('result');
  }
});

test('is cancelled once, and not when it has ended', () => {
  const { tasks, clock } = open();
  const [one, other] = [0, 1].map(() => tasks.create('failing_work', {}, 60_000).taskId) as [string, string];
  clock.now += 10;
  expect(tasks.cancel(one)).toBe(true);
  const cancelled = tasks.read(one);
  clock.now += 1_000;
  expect(tasks.cancel(one)).toBe(true);
  expect(tasks.cancel(other)).toBe(true);
  expect(tasks.read(one)).toEqual(cancelled);
  expect(tasks.read(other)).toMatchObject({ status: 'failed' });
});

test('is unknown from the end of its ttl on, and removed with the next creation', () => {
  const { tasks, clock } = open();
  const { taskId } = tasks.create('render_report', {}, 5_000);
  clock.now += 4_999;
  expect(tasks.read(taskId)).toBeDefined();
  clock.now += 1;
  expect([tasks.read(taskId), tasks.update(taskId, {}), tasks.cancel(taskId)]).toEqual([
    undefined,
    false,
    false,
  ]);
  tasks.create('render_report', {}, 5_000);
  clock.now -= 1;
  expect(tasks.read(taskId)).toBeUndefined();
});

test('a stuck one outlives its ttl', () => {
  const { tasks, clock } = open({ stuck: true });
  const { taskId } = tasks.create('render_report', {}, 5_000);
  clock.now += 60_000;
  tasks.create('render_report', {}, 5_000);
  expect(tasks.read(taskId)).toMatchObject({ status: 'working', ttlMs: 5_000 });
});

test('nobody has made this one', () => {
  const { tasks } = open();
  expect([tasks.read('tsk_0'), tasks.update('tsk_0', {}), tasks.cancel('tsk_0')]).toEqual([
    undefined,
    false,
    false,
  ]);
});
