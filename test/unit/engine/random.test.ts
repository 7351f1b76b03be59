import { expect, test } from 'vitest';
import { createRandom, hashText } from '../../../engine/random.ts';

test('a seed gives the same numbers again, another seed others', () => {
  const take = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed));
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
  for (const value of take(0)) expect(value).toBeGreaterThanOrEqual(0);
});

test('numbers are spread over the whole range', () => {
  const random = createRandom(1);
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index += 1) {
    const tenth = Math.floor(random() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) {
    expect(count).toBeGreaterThan(850);
    expect(count).toBeLessThan(1150);
  }
});

test('texts that differ in one character are spread evenly', () => {
  const counts = [0, 0, 0];
  for (let index = 0; index < 3000; index += 1) {
    const place = hashText(`task-${String(index)}`) % 3;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  for (const count of counts) {
    expect(count).toBeGreaterThan(850);
    expect(count).toBeLessThan(1150);
  }
});
