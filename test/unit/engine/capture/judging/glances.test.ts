import { expect, it } from 'vitest';
import { Glances } from '../../../../../engine/capture/judging/glances.ts';

it('gives what has grown at most once a second, and nothing in its first one', () => {
  const glances = new Glances();
  glances.grew(1, 3, 0);
  expect([glances.take(999), glances.wait(999)]).toEqual([undefined, 1]);
  expect([glances.take(1_000), glances.take(1_000)]).toEqual([1, undefined]);
  expect(glances.wait(1_000)).toBeUndefined();
  glances.grew(1, 3, 1_100);
  expect(glances.take(5_000)).toBeUndefined();
  glances.grew(1, 4, 1_200);
  expect([glances.wait(1_500), glances.take(1_999), glances.take(2_000)]).toEqual([500, undefined, 1]);
});

it('forgets what has ended', () => {
  const glances = new Glances();
  glances.grew(1, 1, 0);
  glances.grew(2, 1, 0);
  glances.drop(1);
  expect([glances.take(1_000), glances.take(1_000)]).toEqual([2, undefined]);
});
