import { expect, it } from 'vitest';
import { NumberQueue } from '../../../../../engine/capture/judging/number-queue.ts';

it('gives numbers back in their order, however many there are', () => {
  const queue = new NumberQueue();
  const taken: number[] = [];
  let next = 0;
  for (let round = 0; round < 50; round += 1) {
    queue.add(Array.from({ length: 200 }, () => (next += 1)));
    for (let count = 0; count < 150; count += 1) {
      taken.push(queue.first() ?? -1);
      queue.drop();
    }
  }
  expect(queue.size).toBe(2_500);
  while (queue.size > 0) {
    taken.push(queue.first() ?? -1);
    queue.drop();
  }
  expect(taken).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 1));
  expect(queue.first()).toBeUndefined();
});
