import { expect, it } from 'vitest';
import { Marks, MOST_MARKS, type KeptMark } from '../../../../../engine/trackers/tasks/marks.ts';

function mark(number: number, more: Partial<KeptMark> = {}): KeptMark {
  return {
    number,
    at: number,
    instanceId: 'a',
    kind: 'poll',
    status: 'working',
    root: '',
    rules: [],
    ...more,
  };
}

it('puts marks in order and says which rules are broken', () => {
  const marks = new Marks();
  marks.add(mark(1));
  marks.add(mark(3, { rules: ['task.x'] }));
  marks.add(mark(2, { rules: ['task.x', 'task.y'] }));
  expect(marks.list().map(({ number, rules }) => [number, rules])).toEqual([
    [1, undefined],
    [2, ['task.x', 'task.y']],
    [3, ['task.x']],
  ]);
  expect(marks.rules()).toEqual({ 'task.x': 2, 'task.y': 1 });
  expect(marks.list()[0]).not.toHaveProperty('root');
  expect(marks.of(2)).toHaveLength(1);
});

it('leaves the dull polls of the middle out of a long life', () => {
  const marks = new Marks();
  for (let number = 0; number < 5000; number += 1) {
    marks.add(
      mark(number, number === 2000 ? { kind: 'notification' } : number === 2100 ? { rules: ['task.x'] } : {}),
    );
  }
  const kept = marks.list().map(({ number }) => number);
  expect(kept.length).toBeLessThanOrEqual(MOST_MARKS);
  expect(kept.length + marks.leftOut).toBe(5000);
  expect(kept.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(kept.slice(-100)).toEqual(Array.from({ length: 100 }, (_, at) => 4900 + at));
  expect(kept).toContain(2000);
  expect(kept).toContain(2100);
});

it('stays bounded where nothing is dull, and counts the rules of what is left out', () => {
  const marks = new Marks();
  for (let number = 0; number < 2000; number += 1) marks.add(mark(number, { rules: ['task.x'] }));
  expect(marks.list().length).toBeLessThanOrEqual(MOST_MARKS);
  expect(marks.rules()).toEqual({ 'task.x': 2000 });
});
