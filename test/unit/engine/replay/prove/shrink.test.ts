import { expect, it } from 'vitest';
import { createRandom } from '../../../../../engine/random.ts';
import { shrink } from '../../../../../engine/replay/prove/shrink.ts';

it('leaves exactly what is needed, wherever it stands, in the order of the list', async () => {
  const random = createRandom(7);
  for (let round = 0; round < 200; round += 1) {
    const items = Array.from({ length: 1 + Math.floor(random() * 40) }, (_, index) => index);
    const needed = items.filter(() => random() < 0.15);
    let asked = 0;
    const found = await shrink(items, (part) => {
      asked += 1;
      return Promise.resolve(needed.every((item) => part.includes(item)));
    });
    expect(found).toEqual(needed);
    expect(asked).toBeLessThan(4 * items.length * (1 + needed.length) + 2);
  }
});

it('leaves nothing out that cannot be left out alone, where it takes more than that to say so', async () => {
  // Any two of the three are enough: what is left depends on the way, and cannot lose one.
  const enough = (part: readonly string[]): boolean =>
    ['a', 'b', 'c'].filter((x) => part.includes(x)).length > 1;
  const found = await shrink(['x', 'a', 'y', 'b', 'z', 'c', 'w'], (part) => Promise.resolve(enough(part)));
  expect(found).toHaveLength(2);
  expect(enough(found)).toBe(true);
});

it('asks about one of many in few questions', async () => {
  let asked = 0;
  const items = Array.from({ length: 256 }, (_, index) => index);
  const found = await shrink(items, (part) => {
    asked += 1;
    return Promise.resolve(part.includes(200));
  });
  expect(found).toEqual([200]);
  expect(asked).toBeLessThanOrEqual(1 + 2 * 8);
});

it('keeps what it has when the questions are no longer answered', async () => {
  let asked = 0;
  const found = await shrink([1, 2, 3, 4, 5, 6, 7, 8], (part) => {
    asked += 1;
    return Promise.resolve(asked < 3 && part.includes(2));
  });
  expect(found).toEqual([1, 2, 3, 4]);
});
