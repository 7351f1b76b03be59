import { expect, it } from 'vitest';
import { inParallel } from '../../../conformance/in-parallel.ts';

it('keeps the order, and never does more at once than it may', async () => {
  let running = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const results = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    // The later of two ends first.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 2 || item === 5) for (const end of waiting.splice(0).reverse()) end();
    });
    running -= 1;
    return item * 10;
  });
  expect(await results).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
  expect(await inParallel([], 2, (item: number) => Promise.resolve(item))).toEqual([]);
});

it('rejects with the first fault', async () => {
  await expect(inParallel([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
