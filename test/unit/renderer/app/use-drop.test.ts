import { expect, it } from 'vitest';
import { droppedCaptures } from '../../../../renderer/app/use-drop.ts';

it('takes the recordings among what was dropped', () => {
  const files = ['a.hopscope', 'notes.txt', 'B.HOPSCOPE', 'hopscope'].map((name) => new File([], name));
  expect(droppedCaptures(files).map(({ name }) => name)).toEqual(['a.hopscope', 'B.HOPSCOPE']);
});
