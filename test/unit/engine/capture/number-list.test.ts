import { expect, it } from 'vitest';
import { NumberList } from '../../../../engine/capture/number-list.ts';

it('keeps what was pushed, also where its memory was too small', () => {
  const list = new NumberList();
  const numbers = Array.from({ length: 1_000 }, (_, at) => at / 2 - 7);
  for (const number of numbers) list.push(number);
  list.set(3, NaN);
  expect(list.length).toBe(1_000);
  expect([...list.all()]).toEqual(numbers.with(3, NaN));
});
