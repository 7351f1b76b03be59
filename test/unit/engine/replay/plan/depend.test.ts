import { expect, it } from 'vitest';
import { dependencies, isWriter } from '../../../../../engine/replay/plan/depend.ts';
import { flow, step } from '../../../../support/replay/planned.ts';

const read = { kind: 'read', safety: 'safe' } as const;

it('lets a step wait for whose value it carries and whom it follows', () => {
  const steps = [
    step({ number: 1, ...read }),
    step({ number: 2, ...read }),
    step({ number: 3, ...read, follows: 2 }),
  ];
  expect(dependencies(steps, [flow(1, [3])], []).get(3)).toEqual([1, 2]);
});

it('lets readers of one thing pass each other, and nobody pass who writes', () => {
  const steps = [
    step({ number: 1 }),
    step({ number: 2, ...read }),
    step({ number: 3, ...read }),
    step({ number: 4 }),
    step({ number: 5, ...read }),
  ];
  const after = dependencies(steps, [flow(1, [2, 3, 4, 5])], []);
  expect(Object.fromEntries(after)).toEqual({ 2: [1], 3: [1], 4: [1, 2, 3], 5: [1, 4] });
});

it('keeps the order of what names one thing that nobody minted', () => {
  const steps = [step({ number: 1, ...read }), step({ number: 2 }), step({ number: 3, ...read })];
  expect(Object.fromEntries(dependencies(steps, [], [[1, 2, 3]]))).toEqual({ 2: [1], 3: [2] });
});

it('leaves out flows that are not used, and steps that are not there', () => {
  const steps = [step({ number: 1 }), step({ number: 2, follows: 9 })];
  expect(dependencies(steps, [flow(1, [2], { use: 'forbidden' }), flow(8, [2])], []).size).toBe(0);
});

it('takes an update of a task for one that writes, whatever its tool claims', () => {
  expect(isWriter({ kind: 'update', safety: 'safe' })).toBe(true);
  expect(isWriter({ kind: 'poll', safety: 'safe' })).toBe(false);
});
