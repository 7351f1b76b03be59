import { expect, it } from 'vitest';
import { Slices } from '../../../../../engine/capture/judging/slices.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

it('works in slices with room for others between, and stops when there is nothing left', () => {
  const clock = createHandClock();
  let left = 10;
  const lengths: number[] = [];
  const slices = new Slices((isOver) => {
    let done = 0;
    while (left > 0 && !isOver()) {
      clock.pass(1);
      left -= 1;
      done += 1;
    }
    lengths.push(done);
    return left > 0;
  }, clock);
  slices.wake();
  slices.wake();
  expect(lengths).toEqual([]);
  clock.runAll();
  expect(lengths).toEqual([4, 4, 2]);
  expect(clock.waiting()).toBe(0);
});

it.each([
  ['busy', 1, 0.15],
  ['flooded', 10_000, 0.05],
])('takes a share of a %s store’s time, and all of a quiet one’s', (_, exchanges, share) => {
  const clock = createHandClock();
  let worked = 0;
  const slices = new Slices((isOver) => {
    while (!isOver()) {
      clock.pass(1);
      worked += 1;
    }
    return true;
  }, clock);
  slices.busy(exchanges);
  clock.pass(1_000);
  slices.busy(exchanges);
  slices.wake();
  const start = clock.now();
  while (clock.now() - start < 10_000) {
    slices.busy(exchanges);
    clock.runNext();
  }
  expect(worked / (clock.now() - start)).toBeCloseTo(share, 1);
  expect(worked / (clock.now() - start)).toBeLessThan(share + 0.01);
  // The last batch was long ago.
  clock.pass(200);
  const before = clock.now();
  const workedBefore = worked;
  for (let run = 0; run < 50; run += 1) clock.runNext();
  expect((worked - workedBefore) / (clock.now() - before)).toBeGreaterThan(0.95);
});

it('does nothing any more once it is stopped', () => {
  const clock = createHandClock();
  let runs = 0;
  const slices = new Slices(() => {
    runs += 1;
    return true;
  }, clock);
  slices.wake();
  clock.runNext();
  slices.stop();
  slices.wake();
  clock.runAll();
  expect(runs).toBe(1);
});
