import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSharedStore } from '../../../../demo/store/shared-store.ts';
import { lateShelf, memoryShelf, sharedShelf } from '../../../../demo/store/task-shelf.ts';
import type { TaskRecord } from '../../../../demo/tasks/task.ts';

function record(id: string, more: Partial<TaskRecord> = {}): TaskRecord {
  return { id, work: 'w', input: { deep: ['ö'] }, createdAt: 1_000, ttlMs: 500, answers: [], ...more };
}

const ANSWER = { key: 'a', response: { action: 'accept', content: { x: 1 } }, at: 1_100 };

afterEach(() => {
  vi.useRealTimers();
});

describe.each([
  ['shared', () => sharedShelf(openSharedStore(':memory:'))],
  ['memory', () => memoryShelf()],
  ['late', () => lateShelf(sharedShelf(openSharedStore(':memory:')))],
])('the %s shelf', (_name, open) => {
  test('gives back what was told of a task', () => {
    const shelf = open();
    shelf.add(record('one'));
    shelf.add(record('two'));
    expect(shelf.find('one')).toEqual(record('one'));
    expect(shelf.find('three')).toBeUndefined();
    shelf.close();
  });

  test('keeps the first answer to a question, and the first cancellation', () => {
    const shelf = open();
    shelf.add(record('one'));
    shelf.answer('one', [ANSWER]);
    shelf.answer('one', [
      { ...ANSWER, response: 'another', at: 1_200 },
      { ...ANSWER, key: 'b', at: 1_200 },
    ]);
    shelf.cancel('one', 1_300);
    shelf.cancel('one', 1_400);
    expect(shelf.find('one')).toEqual(
      record('one', { answers: [ANSWER, { ...ANSWER, key: 'b', at: 1_200 }], cancelledAt: 1_300 }),
    );
    shelf.close();
  });

  test('removes what has expired, and nothing else', () => {
    const shelf = open();
    shelf.add(record('old'));
    shelf.answer('old', [ANSWER]);
    shelf.add(record('new', { createdAt: 1_001 }));
    shelf.removeExpired(1_500);
    expect([shelf.find('old'), shelf.find('new')?.id]).toEqual([undefined, 'new']);
    shelf.close();
  });
});

test('a late shelf hands a task to the shared one some time later, with all that happened to it', () => {
  vi.useFakeTimers();
  const shared = sharedShelf(openSharedStore(':memory:'));
  const late = lateShelf(shared);
  late.add(record('one'));
  late.answer('one', [ANSWER]);
  late.cancel('one', 1_200);
  const known = late.find('one');
  vi.advanceTimersByTime(1_000);
  expect(shared.find('one')).toBeUndefined();
  vi.advanceTimersByTime(1_000);
  expect(shared.find('one')).toEqual(known);
  late.answer('one', [{ ...ANSWER, key: 'b' }]);
  expect(shared.find('one')?.answers).toHaveLength(2);
  late.close();
});

test('a late shelf that is closed hands nothing over', () => {
  vi.useFakeTimers();
  const shared = sharedShelf(openSharedStore(':memory:'));
  const late = lateShelf(shared);
  late.add(record('one'));
  late.close();
  vi.advanceTimersByTime(10_000);
  expect(shared.find('one')).toBeUndefined();
});
