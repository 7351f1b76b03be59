import { describe, expect, it } from 'vitest';
import {
  firstFrom,
  goesOn,
  isOdd,
  laneMarks,
  lanesOf,
  nearestMark,
  shapeOf,
} from '../../../../renderer/tasks/lanes.ts';
import { life, mark } from './make-life.ts';

describe('lanes', () => {
  const lives = [life('t1', { instances: ['b', 'x'] }), life('t2', { instances: ['b', 'a'] })];

  it('are one a task', () => {
    expect(lanesOf(lives, 'task').map(({ key }) => key)).toEqual(['t1', 't2']);
  });

  it('stand below each instance that had to do with the task, in the order of the workspace', () => {
    const lanes = lanesOf(lives, 'instance', ['a', 'b', 'c']);
    expect(lanes.map(({ key }) => key)).toEqual(['@a', 't2 @a', '@b', 't1 @b', 't2 @b', '@x', 't1 @x']);
    expect(lanes[2]).toMatchObject({ kind: 'instance', tasks: 2 });
  });

  it('have their marks in the order of time; of an instance only its own', () => {
    const own = life('t', { marks: [mark(2, 30), mark(1, 10, { instanceId: 'b' }), mark(3, 20)] });
    const numbers = (lane: Parameters<typeof laneMarks>[0]) => laneMarks(lane).map(({ number }) => number);
    expect(numbers({ kind: 'task', key: 't', life: own })).toEqual([1, 3, 2]);
    expect(numbers({ kind: 'task', key: 't', life: own, instanceId: 'a' })).toEqual([3, 2]);
  });

  it('go on until a terminal status was told', () => {
    expect(goesOn({ status: 'input_required' })).toBe(true);
    expect(goesOn({})).toBe(true);
    expect(goesOn({ status: 'cancelled' })).toBe(false);
  });
});

describe('marks', () => {
  const marks = [mark(1, 10), mark(2, 20), mark(3, 20), mark(4, 50)];

  it('are found by their moment', () => {
    expect(firstFrom(marks, 0)).toBe(0);
    expect(firstFrom(marks, 20)).toBe(1);
    expect(firstFrom(marks, 51)).toBe(4);
    expect(nearestMark(marks, 46, 5)?.number).toBe(4);
    expect(nearestMark(marks, 35, 5)).toBeUndefined();
    expect(nearestMark(marks.slice(0, 0), 35, 5)).toBeUndefined();
  });

  it('that show that something is asked for have a shape of their own', () => {
    expect(shapeOf(mark(7, 1), new Set([7]))).toBe('input');
    expect(shapeOf(mark(7, 1), new Set([8]))).toBe('poll');
    expect(shapeOf(mark(7, 1, { kind: 'update' }), new Set([7]))).toBe('update');
  });

  it('are odd with an error or a broken rule', () => {
    expect(isOdd(mark(1, 1))).toBe(false);
    expect(isOdd(mark(1, 1, { rules: [] }))).toBe(false);
    expect(isOdd(mark(1, 1, { rules: ['task.past-ttl'] }))).toBe(true);
    expect(isOdd(mark(1, 1, { errorCode: -32602 }))).toBe(true);
  });
});

describe('laneMarks of one instance', () => {
  it('are sifted once, and anew for a life that has changed', () => {
    const one = life('t', { marks: [mark(1, 10), mark(2, 20, { instanceId: 'b' }), mark(3, 5)] });
    const lane = { kind: 'task', key: 't @a', life: one, instanceId: 'a' } as const;
    expect(laneMarks(lane).map(({ number }) => number)).toEqual([3, 1]);
    expect(laneMarks({ ...lane })).toBe(laneMarks(lane));
    expect(laneMarks({ ...lane, instanceId: 'c' })).toEqual([]);
    const changed = { ...one, marks: [...one.marks, mark(4, 30)] };
    expect(laneMarks({ ...lane, life: changed }).map(({ number }) => number)).toEqual([3, 1, 4]);
  });
});
