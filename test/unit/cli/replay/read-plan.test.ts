import { expect, it } from 'vitest';
import { allOf } from '../../../../cli/replay/read-plan.ts';

it('asks until it has all, also where pages are shorter than asked for', async () => {
  const asked: number[] = [];
  const all = await allOf(({ from }) => {
    asked.push(from);
    return Promise.resolve({ entries: [from, from + 1].filter((entry) => entry < 5), total: 5 });
  });
  expect(all).toEqual([0, 1, 2, 3, 4]);
  expect(asked).toEqual([0, 2, 4]);
});

it('ends where nothing more comes, whatever was promised', async () => {
  expect(await allOf(() => Promise.resolve({ entries: [], total: 3 }))).toEqual([]);
});
