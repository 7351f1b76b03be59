import { expect, it } from 'vitest';
import { otherInstances } from '../../../../../renderer/ui/answer-panel/other-instances.ts';

const instance = (id: string) => ({ id, name: id, url: '', headers: [] });
const instances = ['a', 'b', 'c', 'x'].map(instance);

it('puts those of the same fleets first', () => {
  const fleets = [
    { id: 'f', name: 'f', instanceIds: ['a', 'b'] },
    { id: 'g', name: 'g', instanceIds: ['c', 'a'] },
    { id: 'h', name: 'h', instanceIds: ['x'] },
  ];
  const { near, far } = otherInstances({ instances, fleets }, 'a');
  expect(near.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(far.map(({ id }) => id)).toEqual(['x']);
});

it('knows no relatives of an instance without a fleet', () => {
  const { near, far } = otherInstances({ instances, fleets: [] }, 'a');
  expect(near).toEqual([]);
  expect(far.map(({ id }) => id)).toEqual(['b', 'c', 'x']);
});
