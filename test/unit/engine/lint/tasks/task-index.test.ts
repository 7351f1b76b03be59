import { expect, it } from 'vitest';
import { Fleets } from '../../../../../engine/lint/tasks/fleets.ts';
import { TaskIndex } from '../../../../../engine/lint/tasks/task-index.ts';
import { exchange } from '../../../../support/lint/exchange.ts';
import { discovers } from '../../../../support/lint/tasks.ts';

function indexed(taskId: string, ...instances: string[]) {
  return { taskId, instances: new Set(instances), isCreated: true };
}

function fleetsOf(names: Readonly<Record<string, string>>): Fleets {
  const fleets = new Fleets();
  for (const [instance, name] of Object.entries(names)) fleets.learn(exchange(discovers(instance, name)));
  return fleets;
}

it('finds one task on all instances of a server, and two on unlike ones', () => {
  const index = new TaskIndex(fleetsOf({ a: 'x', b: 'x', c: 'y' }), 10);
  const task = indexed('1', 'a');
  index.add(task);
  const poll = { taskId: '1', kind: 'poll' } as const;
  expect(index.find(poll, 'a')).toBe(task);
  expect(index.find(poll, 'b')).toBe(task);
  expect(index.find(poll, 'c')).toBeUndefined();
  expect(index.find({ ...poll, taskId: '2' }, 'a')).toBeUndefined();
});

it('goes by the id where nothing tells servers apart, but for a second creation', () => {
  const index = new TaskIndex(new Fleets(), 10);
  const task = indexed('1', 'a');
  index.add(task);
  expect(index.find({ taskId: '1', kind: 'poll' }, 'b')).toBe(task);
  expect(index.find({ taskId: '1', kind: 'created' }, 'b')).toBeUndefined();
  index.add(indexed('1', 'b'));
  expect(index.count('1')).toBe(2);
});

it('forgets the oldest', () => {
  const index = new TaskIndex(new Fleets(), 2);
  const [first, ...others] = ['1', '2', '3'].map((id) => indexed(id, 'a'));
  expect([first, ...others].map((task) => task && index.add(task))).toEqual([undefined, undefined, first]);
  expect([...index]).toEqual(others);
  expect(index.size).toBe(2);
  expect(index.count('1')).toBe(0);
});
