import { expect, it } from 'vitest';
import { Phases } from '../../../../../engine/trackers/tasks/phases.ts';
import type { TaskStatus } from '../../../../../shared/model/task.ts';

function phasesOf(...told: readonly (readonly [TaskStatus, number])[]) {
  const phases = new Phases();
  for (const [status, at] of told) phases.told(status, at);
  return phases.list().map(({ status, from, to }) => [status, from, to]);
}

it('joins what is the same', () => {
  expect(phasesOf(['working', 0], ['working', 5], ['completed', 9])).toEqual([
    ['working', 0, 9],
    ['completed', 9, undefined],
  ]);
});

it('takes in what is learnt late', () => {
  const told = [
    ['working', 0],
    ['working', 10],
    ['completed', 20],
  ] as const;
  expect(phasesOf(...told, ['input_required', 5])).toEqual([
    ['working', 0, 5],
    ['input_required', 5, 10],
    ['working', 10, 20],
    ['completed', 20, undefined],
  ]);
  expect(phasesOf(...told, ['completed', 15])).toEqual([
    ['working', 0, 15],
    ['completed', 15, undefined],
  ]);
  expect(phasesOf(...told, ['working', 12])[0]).toEqual(['working', 0, 20]);
});

it('keeps the beginning and the end of a task that flaps', () => {
  const flaps = Array.from({ length: 1001 }, (_, at) => [at % 2 ? 'completed' : 'working', at] as const);
  const phases = phasesOf(...flaps);
  expect(phases.length).toBeLessThanOrEqual(400);
  expect(phases[0]?.[1]).toBe(0);
  expect(phases.at(-1)?.slice(0, 2)).toEqual(['working', 1000]);
  expect(phases.every(([status], at) => status !== phases[at + 1]?.[0])).toBe(true);
});
