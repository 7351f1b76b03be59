import { expect, it } from 'vitest';
import { firstChoice } from '../../../../../renderer/replay/run/instance-fields.tsx';

const INSTANCES = ['a', 'b', 'c'].map((id) => ({ id }));

it('begins with the fleet, without those that are gone, else with all', () => {
  expect(firstChoice(INSTANCES, [{ instanceIds: ['x'] }, { instanceIds: ['c', 'x', 'a'] }])).toEqual([
    'c',
    'a',
  ]);
  expect(firstChoice(INSTANCES, [])).toEqual(['a', 'b', 'c']);
  expect(firstChoice([], [{ instanceIds: ['a'] }])).toEqual([]);
});
