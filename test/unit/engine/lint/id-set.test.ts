import { expect, it } from 'vitest';
import { IdSet } from '../../../../engine/lint/id-set.ts';

it('knows what was added, by value and type', () => {
  const ids = new IdSet();
  for (const id of [5, 3, 4, 9, '5', -1, 1.5, null, {}]) ids.add(id);
  expect([3, 4, 5, 9, -1, '5'].filter((id) => !ids.has(id))).toEqual([]);
  expect([2, 6, 8, 10, 0, '3', 1.5, null, undefined].filter((id) => ids.has(id))).toEqual([]);
});

it('holds ids that count up without growing', () => {
  const ids = new IdSet();
  for (let id = 0; id < 100_000; id += 1) ids.add(id);
  expect(ids.size).toBe(1);
  expect(ids.isWhole).toBe(true);
});

it('says when it had to forget', () => {
  const texts = new IdSet();
  const numbers = new IdSet();
  for (let id = 0; id < 5000; id += 1) {
    texts.add(`id-${String(id)}`);
    numbers.add(id * 10);
  }
  expect([texts.size, numbers.size]).toEqual([1000, 200]);
  expect([texts.isWhole, numbers.isWhole]).toEqual([false, false]);
  expect(texts.has('id-4999') && numbers.has(49_990)).toBe(true);
});
