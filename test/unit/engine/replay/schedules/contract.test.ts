import { expect, it } from 'vitest';
import { sentSteps } from '../../../../../engine/replay/schedules/contract.ts';
import { step } from '../../../../support/replay/planned.ts';

it('leaves held steps out, and lets who came after them come after what they came after', () => {
  const held = { safety: 'held' } as const;
  const steps = [
    step({ number: 1 }),
    step({ number: 2, after: [1], ...held }),
    step({ number: 3, after: [2], ...held }),
    step({ number: 4, after: [1, 3] }),
    step({ number: 5, after: [4] }),
    step({ number: 6, after: [] }),
  ];
  expect(sentSteps(steps).map(({ number, after }) => [number, after])).toEqual([
    [1, []],
    [4, [1]],
    [5, [4]],
    [6, []],
  ]);
});
