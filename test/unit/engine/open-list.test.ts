import { expect, it } from 'vitest';
import { OpenList } from '../../../engine/open-list.ts';

it('holds what is under way, whichever ends first', () => {
  const list = new OpenList<{ place: number; readonly name: string }>();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ place: -1, name }));
  if (!a || !b || !c) throw new Error('no samples');
  for (const item of [a, b, c]) list.add(item);
  const before = list.all();
  list.delete(a);
  list.delete(a);
  expect([list.size, list.find(({ name }) => name === 'a'), a.place]).toEqual([2, undefined, -1]);
  expect(list.find(({ name }) => name === 'c')).toBe(c);
  list.delete(b);
  list.delete(c);
  expect(list.size).toBe(0);
  list.add(b);
  expect(list.all()).toEqual([b]);
  expect(before).toHaveLength(3);
});
