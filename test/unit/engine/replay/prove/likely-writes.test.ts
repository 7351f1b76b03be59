import { expect, it } from 'vitest';
import { likelyWrites } from '../../../../../engine/replay/prove/likely-writes.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import { flow, request, SHOP, step } from '../../../../support/proof-samples.ts';

it('are what shares a handle first, then an argument, then what is near', async () => {
  const needs = new Needs({
    steps: [
      step(1, 'open'),
      step(2, 'far'),
      step(3, 'same_sku'),
      step(4, 'rename', { after: [1] }),
      step(5, 'look', { safety: 'safe' }),
      step(6, 'near'),
      step(7, 'get', { after: [1, 4], safety: 'safe' }),
      step(8, 'later'),
    ],
    flows: [flow(1, [4, 7])],
  });
  const args: Record<number, object> = {
    3: { sku: 'TEA', cents: 5 },
    6: { sku: 'MUG' },
    7: { id: 'x', sku: 'TEA' },
  };
  const found = await likelyWrites(7, needs, (numbers) =>
    Promise.resolve(numbers.map((number) => request(number, args[number] ?? {}))),
  );
  expect(found).toEqual([4, 3, 6, 8, 2]);
});

it('are none where nothing writes, and then nothing is read', async () => {
  const needs = new Needs({ steps: [step(1, 'get', { safety: 'safe' })], flows: [] });
  expect(await likelyWrites(1, needs, () => Promise.reject(new Error('not asked for')))).toEqual([]);
  expect(await likelyWrites(3, SHOP, () => Promise.resolve([]))).toEqual([2]);
});
